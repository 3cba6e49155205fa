import { Field } from './field.tsx'

/** One of a few, with its label above it. `choose` gets the value that was chosen. */
export function Choice<V extends string>(props: {
  label: string
  value: V
  options: readonly (readonly [value: V, label: string])[]
  choose: (value: V) => void
}) {
  const { label, value, options, choose } = props
  return (
    <Field label={label}>
      {(field) => (
        <select {...field} value={value} onChange={(event) => choose(event.currentTarget.value as V)}>
          {options.map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
