import type { Settings } from '@espalier/core/schema'
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
import { MeanwhileNotice, TakenOver } from '../meanwhile/notice.tsx'
import { Meanwhile, type Opened } from '../meanwhile/opened.ts'
import { takeOver } from '../meanwhile/take-over.ts'
import { openSettings } from '../settings/wire.ts'
import { saveTargets, type Targets } from './wire.ts'
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
  const kept = useResource('targets', openSettings)
  return (
    <Dialog title={w.targetsTitle} onClose={() => onClose(false)}>
      <p class="note">{w.targetsText}</p>
      <Loaded from={kept}>{(opened) => <TargetsForm opened={opened} onClose={onClose} />}</Loaded>
    </Dialog>
  )
}

function TargetsForm({ opened, onClose }: { opened: Opened<Settings>; onClose: (saved: boolean) => void }) {
  const w = words(homeWords)
  const f = words(frameWords)
  const [known, setKnown] = useState(opened)
  const [targets, setTargets] = useState(opened.value.targets)
  const [error, setError] = useState<ApiError>()
  const [takenOver, setTakenOver] = useState(false)
  const set = (name: Name, text: string) => {
    const { [name]: _, ...rest } = targets
    setTargets(text === '' ? rest : { ...rest, [name]: isShare(name) ? scaled(Number(text), 0.01) : Number(text) })
  }
  const save = (over = known) => {
    setTakenOver(false)
    return saveTargets(targets, over).then(() => onClose(true), setError)
  }
  const takeTheirs = ({ now }: Meanwhile<Settings>) => {
    setTargets(takeOver(known.value.targets, targets, now.value.targets) as Targets)
    setKnown(now)
    setError(undefined)
    setTakenOver(true)
  }
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
      {error instanceof Meanwhile ? (
        <MeanwhileNotice of={error} onTakeOver={() => takeTheirs(error)} onOverwrite={() => void save(error.now)} />
      ) : (
        error && (
          <p class="error" role="alert">
            {describeError(error, locale.value, (field) => w.names[field.replace(/^targets\./, '')])}
          </p>
        )
      )}
      {takenOver && <TakenOver />}
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
