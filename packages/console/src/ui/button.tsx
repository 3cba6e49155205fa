import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/**
 * A button, or a link that looks like one when it has an `href`. What the API answers is a file, so that a refusal does not take the screen
 * away. One `primary` a view.
 */
export function Button(props: {
  children: ComponentChildren
  kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  type?: 'button' | 'submit'
  href?: string
  small?: boolean
  disabled?: boolean
  busy?: boolean
  pressed?: boolean
  label?: string
  /** Gets the focus when it is drawn: what had it is gone. */
  focused?: boolean
  onClick?: () => void
}) {
  const { children, kind = 'plain', type = 'button', href, small, disabled, busy, pressed, label, focused, onClick } = props
  const drawn = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (focused) drawn.current?.focus()
  }, [])
  const look = `button ${kind}${small ? ' small' : ''}`
  if (href !== undefined) {
    return (
      <a class={look} href={href} aria-label={label} {...(href.startsWith('/v1/') && { download: '' })}>
        {children}
      </a>
    )
  }
  return (
    <button
      ref={drawn}
      class={look}
      type={type}
      disabled={disabled}
      aria-disabled={busy ? true : undefined}
      aria-busy={busy ? true : undefined}
      aria-pressed={pressed}
      aria-label={label}
      onClick={() => !busy && onClick?.()}
    >
      {children}
    </button>
  )
}
