import type { CampaignInput } from '@espalier/core/schema'
import { words } from '../text/text.ts'
import { timingWords } from '../text/timing.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import type { Draft } from './draft.ts'
import { fromWall, toWall } from './zoned-time.ts'

type Schedule = NonNullable<CampaignInput['schedule']>

/** When the campaign may appear at all: dates, weekdays, hours, and by whose clock. */
export function ScheduleForm({ draft, workspaceZone }: { draft: Draft; workspaceZone: string }) {
  const w = words(timingWords)
  const schedule = draft.read('schedule') as Schedule | undefined
  const change = (part: { [key in keyof Schedule]: Schedule[key] | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...schedule, ...part }).filter(([, value]) => value !== undefined))
    draft.set('schedule', next)
  }
  if (!schedule) {
    return (
      <div class="row">
        <span>
          <span class="label">{w.schedule}</span> <span class="hint">{w.scheduleNone}</span>
        </span>
        <span class="push">
          <Button small onClick={() => draft.set('schedule', {})}>
            {w.limitTime}
          </Button>
        </span>
      </div>
    )
  }
  const { zone, weekdays = [], hours } = schedule
  const written = zone === undefined || zone === 'user' ? workspaceZone : zone
  return (
    <fieldset class="inset stack-12">
      <legend class="label">{w.schedule}</legend>
      <p class="hint">{w.scheduleHint}</p>
      <div class="pair dates">
        {(['from', 'until'] as const).map((end) => (
          <Field key={end} label={w[end]} error={draft.errorOf(`schedule.${end}`)} hint={end === 'from' && w.writtenIn(written)}>
            {(field) => (
              <input
                {...field}
                type="datetime-local"
                data-path={`schedule.${end}`}
                value={toWall(schedule[end], written)}
                onInput={(event) => change({ [end]: fromWall(event.currentTarget.value, written) })}
              />
            )}
          </Field>
        ))}
      </div>
      <fieldset>
        <legend class="label">{w.weekdays}</legend>
        <div class="weekdays">
          {[1, 2, 3, 4, 5, 6, 7].map((one) => (
            <label key={one} class="chip">
              <input
                type="checkbox"
                checked={weekdays.includes(one)}
                onChange={(event) => {
                  const rest = weekdays.filter((other) => other !== one)
                  const next = event.currentTarget.checked ? [...rest, one].toSorted((a, b) => a - b) : rest
                  change({ weekdays: next.length > 0 ? next : undefined })
                }}
              />
              <span>{w.daysShort[one]}</span>
            </label>
          ))}
        </div>
        <p class="hint">{w.everyDay}</p>
      </fieldset>
      <Hours hours={hours} error={draft.errorOf('schedule.hours.until')} onChange={(next) => change({ hours: next })} />
      <Zone zone={zone} error={draft.errorOf('schedule.zone')} onChange={(next) => change({ zone: next })} />
      <Button small onClick={() => draft.set('schedule', undefined)}>
        {w.anytime}
      </Button>
    </fieldset>
  )
}

function Hours(props: { hours: Schedule['hours']; error: string | undefined; onChange: (hours: Schedule['hours']) => void }) {
  const { hours, error, onChange } = props
  const w = words(timingWords)
  const clock = (first: number) => Array.from({ length: 24 }, (_, index) => index + first)
  return (
    <Field label={w.hours} error={error} hint={hours && hours.from > hours.until && w.overMidnight}>
      {(field) => (
        <span class="hours">
          <select
            {...field}
            value={hours ? 'some' : 'all'}
            onChange={(event) => onChange(event.currentTarget.value === 'some' ? { from: 9, until: 18 } : undefined)}
          >
            <option value="all">{w.allDay}</option>
            <option value="some">{w.someHours}</option>
          </select>
          {hours && (
            <span class="unit">
              <HourChoice label={w.hoursFrom} value={hours.from} of={clock(0)} onChange={(from) => onChange({ ...hours, from })} />
              <span>–</span>
              <HourChoice label={w.hoursUntil} value={hours.until} of={clock(1)} onChange={(until) => onChange({ ...hours, until })} />
            </span>
          )}
        </span>
      )}
    </Field>
  )
}

function HourChoice(props: { label: string; value: number; of: number[]; onChange: (hour: number) => void }) {
  const { label, value, of, onChange } = props
  return (
    <select aria-label={label} value={String(value)} onChange={(event) => onChange(Number(event.currentTarget.value))}>
      {of.map((hour) => (
        <option key={hour} value={String(hour)}>
          {hour}:00
        </option>
      ))}
    </select>
  )
}

function Zone(props: { zone: string | undefined; error: string | undefined; onChange: (zone: string | undefined) => void }) {
  const { zone, error, onChange } = props
  const w = words(timingWords)
  const kind = zone === undefined ? 'workspace' : zone === 'user' ? 'user' : 'other'
  return (
    <div class="pair">
      <Field label={w.zone} error={kind === 'other' ? undefined : error}>
        {(field) => (
          <select
            {...field}
            value={kind}
            onChange={(event) => {
              const next = event.currentTarget.value
              onChange(next === 'workspace' ? undefined : next === 'user' ? 'user' : Intl.DateTimeFormat().resolvedOptions().timeZone)
            }}
          >
            {Object.entries(w.zones).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {kind === 'other' && (
        <Field label={w.zoneName} hint={w.zoneHint} error={error}>
          {(field) => (
            <>
              <input
                {...field}
                data-path="schedule.zone"
                list={`${field.id}-list`}
                value={zone}
                onInput={(event) => onChange(event.currentTarget.value)}
              />
              <datalist id={`${field.id}-list`}>
                {Intl.supportedValuesOf('timeZone').map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      )}
    </div>
  )
}
