import type { Fields } from '../campaigns/draft.ts'
import { fromWall, toWall } from '../campaigns/zoned-time.ts'
import { careWords } from '../text/care.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'

/** A day in the workspace's zone, kept as the instant at which it begins; with short ways to 30 and 90 days from today. */
export function UntilField(props: { fields: Fields; path: string; label: string; hint: string; zone: string }) {
  const { fields, path, label, hint, zone } = props
  const w = words(careWords)
  const day = toWall(fields.read(path) as string | undefined, zone).slice(0, 10)
  const set = (next: string) => fields.set(path, fromWall(`${next}T00:00`, zone))
  return (
    <Field label={label} hint={hint} error={fields.errorOf(path)}>
      {(field) => (
        <span class="until">
          <input {...field} data-path={path} type="date" value={day} onInput={(event) => set(event.currentTarget.value)} />
          {[30, 90].map((days) => (
            <Button key={days} small label={w.inDaysOf(label, days)} onClick={() => set(dayAhead(days, zone))}>
              {w.inDays(days)}
            </Button>
          ))}
          {day !== '' && (
            <Button small kind="quiet" label={w.clearOf(label)} onClick={() => fields.set(path, undefined)}>
              {w.clear}
            </Button>
          )}
        </span>
      )}
    </Field>
  )
}

function dayAhead(days: number, zone: string): string {
  return toWall(new Date(Date.now() + days * 86_400_000).toISOString(), zone).slice(0, 10)
}
