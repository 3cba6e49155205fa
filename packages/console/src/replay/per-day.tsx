import { ChartOrTable } from '../ui/chart-or-table.tsx'
import { DayBars } from '../charts/day-bars.tsx'
import { DayTable } from '../charts/day-table.tsx'
import { replayWords } from '../text/replay.ts'
import { words } from '../text/text.ts'
import type { ReplayDay } from './wire.ts'

/** Impressions day by day, as a chart or as a table with the same numbers. */
export function PerDay({ days }: { days: readonly ReplayDay[] }) {
  const w = words(replayWords)
  return (
    <ChartOrTable
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
        <DayTable
          caption={w.perDay}
          columns={[w.shown, w.heldOut, w.people]}
          days={days.map(({ day, shown, heldOut, people }) => ({ day, values: [shown, heldOut, people] }))}
        />
      )}
    />
  )
}
