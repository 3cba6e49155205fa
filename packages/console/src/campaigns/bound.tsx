import type { ComponentChildren } from 'preact'
import type { Fields } from './draft.ts'
import { Field } from '../ui/field.tsx'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'

interface Bound {
  draft: Fields
  /** Which field. */
  path: string
  label: ComponentChildren
  hint?: ComponentChildren
  optional?: boolean
}

/** A line or several lines of text that belong to a field of the draft. An empty optional one is taken away. */
export function BoundText(props: Bound & { lines?: boolean; placeholder?: string; suggestions?: readonly string[] }) {
  const { draft, path, label, hint, optional, lines, placeholder, suggestions } = props
  const value = String(draft.read(path) ?? '')
  const set = (text: string) => draft.set(path, text === '' && optional ? undefined : text)
  const mark = optional ? { optional: words(frameWords).optional } : {}
  return (
    <Field label={label} hint={hint} error={draft.errorOf(path)} {...mark}>
      {(field) =>
        lines ? (
          <textarea
            {...field}
            data-path={path}
            value={value}
            placeholder={placeholder}
            onInput={(event) => set(event.currentTarget.value)}
          />
        ) : (
          <>
            <input
              {...field}
              data-path={path}
              value={value}
              placeholder={placeholder}
              list={suggestions && `${field.id}-list`}
              onInput={(event) => set(event.currentTarget.value)}
            />
            {suggestions && (
              <datalist id={`${field.id}-list`}>
                {suggestions.map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
            )}
          </>
        )
      }
    </Field>
  )
}

/**
 * A number that belongs to a field of the draft. `factor` is how many shown units make one stored unit: 100 for shares. `tidy` names
 * the object that is taken away with its last field.
 */
export function BoundNumber(
  props: Bound & { unit?: string; min?: number; max?: number; step?: number; factor?: number; fallback?: number; tidy?: string },
) {
  const { draft, path, label, hint, optional, unit, min, max, step = 'any', factor = 1, fallback, tidy } = props
  const stored = draft.read(path) ?? fallback
  const value = typeof stored === 'number' ? Math.round(stored * factor * 1e6) / 1e6 : ''
  const mark = optional ? { optional: words(frameWords).optional } : {}
  return (
    <Field label={label} hint={hint} error={draft.errorOf(path)} {...mark}>
      {(field) => (
        <span class="unit">
          <input
            {...field}
            data-path={path}
            type="number"
            inputMode="decimal"
            value={value}
            min={min}
            max={max}
            step={step}
            onInput={(event) => {
              const next = event.currentTarget.valueAsNumber
              draft.set(path, Number.isNaN(next) ? undefined : next / factor)
              if (tidy && Object.keys((draft.read(tidy) as object | undefined) ?? {}).length === 0) draft.set(tidy, undefined)
            }}
          />
          {unit && <span>{unit}</span>}
        </span>
      )}
    </Field>
  )
}

/** One of several values that belongs to a field of the draft. */
export function BoundChoice(props: Bound & { options: readonly { value: string; label: string }[]; onChoose?: (value: string) => void }) {
  const { draft, path, label, hint, options, onChoose } = props
  return (
    <Field label={label} hint={hint} error={draft.errorOf(path)}>
      {(field) => (
        <select
          {...field}
          data-path={path}
          value={String(draft.read(path) ?? '')}
          onChange={(event) => (onChoose ?? ((next: string) => draft.set(path, next)))(event.currentTarget.value)}
        >
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
