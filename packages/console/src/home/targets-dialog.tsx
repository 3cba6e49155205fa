import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { homeWords } from '../text/home.ts'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/resource.ts'
import { readTargets, saveTargets, type Targets } from './wire.ts'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'

/** Targets that are written as percentages, and those that are not. */
const SHARES = ['nrr', 'grr', 'grossChurn', 'customerChurn', 'csat', 'utilisation', 'onboarding'] as const
const NUMBERS = ['expansionMrr', 'quickRatio', 'nps'] as const
type Name = (typeof SHARES)[number] | (typeof NUMBERS)[number]

const isShare = (name: Name): boolean => (SHARES as readonly string[]).includes(name)
/** Rounds what a percentage leaves behind in binary: 1.1 of 110. */
const scaled = (value: number, by: number) => Math.round(value * by * 1e6) / 1e6

/** Asks what the workspace wants to reach. `onClose` hears whether it was saved. */
export function TargetsDialog({ onClose }: { onClose: (saved: boolean) => void }) {
  const w = words(homeWords)
  const kept = useResource('targets', readTargets)
  return (
    <Dialog title={w.targetsTitle} onClose={() => onClose(false)}>
      <p class="note">{w.targetsText}</p>
      <Loaded from={kept}>{(targets) => <TargetsForm kept={targets} onClose={onClose} />}</Loaded>
    </Dialog>
  )
}

function TargetsForm({ kept, onClose }: { kept: Targets; onClose: (saved: boolean) => void }) {
  const w = words(homeWords)
  const f = words(frameWords)
  const [targets, setTargets] = useState(kept)
  const [wrong, setWrong] = useState<string>()
  const set = (name: Name, text: string) => {
    const { [name]: _, ...rest } = targets
    setTargets(text === '' ? rest : { ...rest, [name]: isShare(name) ? scaled(Number(text), 0.01) : Number(text) })
  }
  const save = () =>
    saveTargets(targets).then(
      () => onClose(true),
      (error: ApiError) => setWrong(describeError(error, locale.value, (field) => w.names[field.replace(/^targets\./, '')])),
    )
  return (
    <form
      class="stack-16"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div class="target-fields">
        {[...SHARES, ...NUMBERS].map((name) => {
          const value = targets[name]
          return (
            <Field key={name} label={`${w.names[name] ?? name}${isShare(name) ? ` (${w.percentUnit})` : ''}`}>
              {(field) => (
                <input
                  {...field}
                  type="number"
                  step="any"
                  value={value === undefined ? '' : isShare(name) ? scaled(value, 100) : value}
                  onInput={(event) => set(name, event.currentTarget.value)}
                />
              )}
            </Field>
          )
        })}
      </div>
      {wrong && (
        <p class="error" role="alert">
          {wrong}
        </p>
      )}
      <div class="actions">
        <Button kind="quiet" onClick={() => onClose(false)}>
          {f.cancel}
        </Button>
        <Button kind="primary" type="submit">
          {w.saveTargets}
        </Button>
      </div>
    </form>
  )
}
