import { useEffect, useState } from 'preact/hooks'
import { readText, writeText } from './rule-text.ts'

/** A line of text that stands for a value, or for several: the text stays as it is typed, the value is handed on at once. */
export function TypedText(props: {
  label: string
  placeholder?: string | undefined
  value: unknown
  several: boolean
  onChange: (value: unknown) => void
}) {
  const { label, placeholder, value, several, onChange } = props
  const [text, setText] = useState(() => writeText(value))
  // Only a value that the text does not mean comes from elsewhere.
  useEffect(() => {
    if (JSON.stringify(readText(text, several)) !== JSON.stringify(value)) setText(writeText(value))
  }, [value])
  return (
    <input
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onInput={(event) => {
        const next = event.currentTarget.value
        setText(next)
        onChange(readText(next, several))
      }}
    />
  )
}
