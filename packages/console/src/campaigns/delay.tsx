import { useState } from 'preact/hooks'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { triggerWords } from '../text/triggers.ts'
import { Field } from '../ui/field.tsx'
import type { Draft } from './draft.ts'

const UNITS = [3600, 60, 1] as const

/** How long to wait after the event: a number with its unit, kept in seconds. */
export function Delay({ draft }: { draft: Draft }) {
  const w = words(triggerWords)
  const seconds = draft.read('trigger.delaySeconds')
  const [unit, setUnit] = useState<number>(() => UNITS.find((one) => typeof seconds === 'number' && seconds % one === 0) ?? 60)
  const set = (amount: number, of: number) => draft.set('trigger.delaySeconds', Number.isNaN(amount) ? undefined : amount * of)
  const shown = typeof seconds === 'number' ? seconds / unit : undefined
  return (
    <Field label={w.delay} error={draft.errorOf('trigger.delaySeconds')} optional={words(frameWords).optional}>
      {(field) => (
        <span class="unit">
          <input
            {...field}
            data-path="trigger.delaySeconds"
            type="number"
            inputMode="decimal"
            min={0}
            step="any"
            value={shown ?? ''}
            onInput={(event) => set(event.currentTarget.valueAsNumber, unit)}
          />
          <select
            aria-label={w.delayUnit}
            value={String(unit)}
            onChange={(event) => {
              const next = Number(event.currentTarget.value)
              setUnit(next)
              if (shown !== undefined) set(shown, next)
            }}
          >
            {UNITS.toReversed().map((one) => (
              <option key={one} value={String(one)}>
                {w.delayUnits[one]}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  )
}
