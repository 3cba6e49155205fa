import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'

/** A native modal dialog with a title. It opens when it is drawn; `onClose` takes it away, and the focus is back where it was. */
export function Dialog({ title, children, onClose }: { title: string; children: ComponentChildren; onClose: () => void }) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const before = useRef(document.activeElement)
  useEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
    return () => {
      const at = document.activeElement
      element?.close()
      // Whoever put the focus elsewhere meanwhile wants it there.
      if (before.current instanceof HTMLElement && (at === document.body || element?.contains(at))) before.current.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}
