import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { editorWords } from '../text/editor.ts'
import { words } from '../text/text.ts'
import { jsonLine } from './json-line.ts'

/** A value as JSON text. Every readable text is handed on at once; what is wrong is named by its path. */
export function JsonEditor(props: {
  label: string
  hint?: string
  value: unknown
  /** Where the value stands, cut off from the paths of the errors. */
  path: string
  errors: readonly { path: string; message: string }[]
  onChange: (value: unknown) => void
  /** Called with whether the text is JSON at all. */
  onReadable?: (readable: boolean) => void
}) {
  const { label, hint, value, path, errors, onChange, onReadable } = props
  const w = words(editorWords)
  const id = useId()
  const [text, setText] = useState(() => write(value))
  const [unreadable, setUnreadable] = useState<{ line: number | undefined }>()
  const last = useRef(JSON.stringify(value))

  useEffect(() => {
    const now = JSON.stringify(value)
    if (now === last.current) return
    last.current = now
    setText(write(value))
    setUnreadable(undefined)
    onReadable?.(true)
  }, [value])

  // A text that is put away holds nothing up.
  useEffect(() => () => onReadable?.(true), [])

  const type = (next: string) => {
    setText(next)
    try {
      const read: unknown = JSON.parse(next)
      setUnreadable(undefined)
      onReadable?.(true)
      last.current = JSON.stringify(read)
      onChange(read)
    } catch (error) {
      setUnreadable({ line: jsonLine(next, error as Error) })
      onReadable?.(false)
    }
  }
  const wrong = unreadable !== undefined || errors.length > 0
  return (
    <div class="field">
      <textarea
        class="code"
        data-path={path}
        aria-label={label}
        aria-describedby={`${id}-errors ${id}-hint`}
        aria-invalid={wrong ? true : undefined}
        spellcheck={false}
        autocapitalize="off"
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <ul id={`${id}-errors`} class="errors">
        {unreadable && <li class="error">{w.jsonWrong(unreadable.line)}</li>}
        {unreadable === undefined &&
          errors.map((one) => (
            <li key={one.path} class="error">
              {one.path !== path && <code>{path && one.path.startsWith(`${path}.`) ? one.path.slice(path.length + 1) : one.path}</code>}{' '}
              {one.message}
            </li>
          ))}
      </ul>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

function write(value: unknown): string {
  return JSON.stringify(value, null, 2)
}
