import type { ValueEditorProps } from 'react-querybuilder'
import { rulesWords } from '../text/rules.ts'
import { words } from '../text/text.ts'
import { fieldOf, type RuleField } from './rule-field.ts'
import { TypedText } from './typed-text.tsx'

/** What the value of a line needs beside its own properties. */
export interface ValueContext {
  fields: ReadonlyMap<string, RuleField>
}

/** The control for the value of one line: a number, a share in per cent, yes or no, one or several of a list, or text. */
export function RuleValue({ field: name, operator, value, handleOnChange, context }: ValueEditorProps) {
  const w = words(rulesWords)
  const { kind = 'text', values = [], numeric } = (context as ValueContext | undefined)?.fields.get(fieldOf(name)) ?? {}
  const pick = (chosen: string) => (numeric ? Number(chosen) : chosen)
  const set = handleOnChange as (next: unknown) => void
  const label = w.value

  if (operator === '$exists' || kind === 'boolean') {
    return (
      <select aria-label={label} value={String(value)} onChange={(event) => set(event.currentTarget.value === 'true')}>
        <option value="true">{operator === '$exists' ? w.set : w.yes}</option>
        <option value="false">{operator === '$exists' ? w.unset : w.no}</option>
      </select>
    )
  }
  if (operator === '$in' || operator === '$nin') {
    const chosen = Array.isArray(value) ? (value as unknown[]) : []
    if (values.length === 0) {
      return <TypedText key="several" label={label} placeholder={w.commas} value={chosen} several onChange={set} />
    }
    return (
      <span class="choices-of" role="group" aria-label={label}>
        {values.map((one) => (
          <label key={one.name} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(pick(one.name))}
              onChange={(event) =>
                set(event.currentTarget.checked ? [...chosen, pick(one.name)] : chosen.filter((other) => other !== pick(one.name)))
              }
            />
            {one.label}
          </label>
        ))}
      </span>
    )
  }
  if (kind === 'choice') {
    const known = values.some((one) => one.name === String(value))
      ? values
      : [{ name: String(value ?? ''), label: String(value ?? '') }, ...values]
    return (
      <select aria-label={label} value={String(value ?? '')} onChange={(event) => set(pick(event.currentTarget.value))}>
        {known.map((one) => (
          <option key={one.name} value={one.name}>
            {one.label}
          </option>
        ))}
      </select>
    )
  }
  if (kind === 'number' || kind === 'share') {
    const factor = kind === 'share' ? 100 : 1
    const shown = typeof value === 'number' ? Math.round(value * factor * 1e6) / 1e6 : ''
    return (
      <span class="unit">
        <input
          type="number"
          aria-label={label}
          value={shown}
          step="any"
          onInput={(event) => {
            const next = event.currentTarget.valueAsNumber
            // 81 / 100 is the nearest number to 0.81; 81 * 0.01 is not.
            if (!Number.isNaN(next)) set(next / factor)
          }}
        />
        {kind === 'share' && <span>%</span>}
      </span>
    )
  }
  return <TypedText key="one" label={label} value={value ?? ''} several={false} onChange={set} />
}
