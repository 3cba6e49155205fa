import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** What a control inside a field must carry so that label, hint and error belong to it. */
export interface FieldProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** A label above a control, a hint below, and what is wrong with it. */
export function Field(props: {
  label: ComponentChildren
  hint?: ComponentChildren
  error?: string | undefined
  optional?: string
  children: (props: FieldProps) => ComponentChildren
}) {
  const { label, hint, error, optional, children } = props
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>
        {label}
        {optional && <span class="optional"> {optional}</span>}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
