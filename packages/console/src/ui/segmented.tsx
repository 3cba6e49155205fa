import { useId } from 'preact/hooks'

/** A few choices of which one holds, side by side: radio buttons that look like a switch. */
export function Segmented<T extends string>(props: {
  label: string
  value: T
  options: readonly { value: T; label: string; title?: string; lang?: string }[]
  onChange: (value: T) => void
}) {
  const { label, value, options, onChange } = props
  const name = useId()
  return (
    <fieldset class="segmented">
      <legend class="unseen">{label}</legend>
      {options.map((one) => (
        <label key={one.value} title={one.title}>
          <input type="radio" name={name} value={one.value} checked={one.value === value} onChange={() => onChange(one.value)} />
          <span lang={one.lang}>{one.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
