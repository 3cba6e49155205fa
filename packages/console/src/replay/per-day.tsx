import { count, day as writeDay } from '../format.ts'
import { ByDay } from '../reports/by-day.tsx'
import { DayBars } from '../reports/day-bars.tsx'
import { replayWords } from '../text/replay.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import type { ReplayDay } from './wire.ts'

/** Impressions day by day, as a chart or as a table with the same numbers. */
export function PerDay({ days }: { days: readonly ReplayDay[] }) {
  const w = words(replayWords)
  return (
    <ByDay
      title={w.perDay}
      within
      chart={() => (
        <DayBars
          label={w.perDay}
          parts={[
            { look: 'shown', label: w.shown },
            { look: 'held', label: w.heldOut },
          ]}
          days={days.map(({ day, shown, heldOut }) => ({ day, values: [shown, heldOut] }))}
        />
      )}
      table={() => (
        <Table
          caption={w.perDay}
          stack={false}
          dense
          columns={[
            { key: 'day', head: w.day, label: w.day },
            { key: 'shown', head: w.shown, label: w.shown, number: true },
            { key: 'heldOut', head: w.heldOut, label: w.heldOut, number: true },
            { key: 'people', head: w.people, label: w.people, number: true },
          ]}
          rows={days.toReversed().map(({ day, shown, heldOut, people }) => ({
            key: day,
            cells: { day: writeDay(day), shown: count(shown), heldOut: count(heldOut), people: count(people) },
          }))}
        />
      )}
    />
  )
}
