import { count, shortDay } from '../format.ts'
import { locale } from '../locale.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import type { UsageLine } from './wire.ts'

/** What is used of each metered feature, with the reset and the forecast in words. Days are those of `zone`, in which the months begin. */
export function Meters({ usage, zone }: { usage: UsageLine[]; zone: string }) {
  const w = words(peopleWords)
  if (usage.length === 0) return <p class="note">{w.noUsage}</p>
  return (
    <ul class="meters">
      {usage.map((one) => (
        <li key={one.feature} class={`meter ${one.state}`}>
          <p class="meter-head">
            <span class="meter-name">{one.name[locale.value]}</span>
            <span class="figure">{reading(one)}</span>
          </p>
          {typeof one.limit === 'number' && (
            <span class="track" aria-hidden="true">
              <span style={{ width: `${Math.min(1, one.limit === 0 ? 1 : one.used / one.limit) * 100}%` }} />
            </span>
          )}
          {(one.resetsAt || one.forecastAt) && (
            <p class="note">
              {one.resetsAt && w.resets(shortDay(one.resetsAt, zone))} {one.forecastAt && w.forecast(shortDay(one.forecastAt, zone))}
            </p>
          )}
        </li>
      ))}
    </ul>
  )

  function reading({ used, limit }: UsageLine): string {
    if (limit === null) return w.unlimited(count(used))
    return limit === undefined ? w.limitUnknown(count(used)) : w.of(count(used), count(limit))
  }
}
