import { count } from '../format.ts'
import { ChartOrTable } from '../ui/chart-or-table.tsx'
import { DayBars } from '../charts/day-bars.tsx'
import { DayTable } from '../charts/day-table.tsx'
import { daysBetween } from '../charts/days-between.ts'
import { deliveryWords } from '../text/delivery.ts'
import { words } from '../text/text.ts'
import type { LossReport } from './wire.ts'

/** Lost events day by day, as a chart or as a table that tells the reasons apart. */
export function LostDays({ report }: { report: LossReport }) {
  const w = words(deliveryWords)
  const reasons = report.totals.map(({ reason }) => reason)
  const days = daysBetween(report.from, report.to).map((day) => {
    const rows = report.days.filter((one) => one.day === day)
    return { day, all: rows.reduce((sum, one) => sum + one.events, 0), of: new Map(rows.map((one) => [one.reason, one.events])) }
  })
  return (
    <ChartOrTable
      within
      title={`${w.perDay}: ${w.lost(count(report.events))}`}
      chart={() => (
        <DayBars label={w.perDay} parts={[{ look: 'bad', label: w.events }]} days={days.map(({ day, all }) => ({ day, values: [all] }))} />
      )}
      table={() => (
        <DayTable
          caption={w.perDay}
          columns={[w.events, ...reasons.map((reason) => w.reasons[reason])]}
          days={days.map(({ day, all, of }) => ({ day, values: [all, ...reasons.map((reason) => of.get(reason) ?? 0)] }))}
        />
      )}
    />
  )
}
