import { count, day as writeDay } from '../format.ts'
import { ByDay } from '../reports/by-day.tsx'
import { DayBars } from '../reports/day-bars.tsx'
import { daysBetween } from '../reports/days-between.ts'
import { deliveryWords } from '../text/delivery.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import type { LossReport } from './wire.ts'

/** Lost events day by day, as a chart or as a table that tells the reasons apart. */
export function LostDays({ report }: { report: LossReport }) {
  const w = words(deliveryWords)
  const r = words(reportWords)
  const reasons = report.totals.map(({ reason }) => reason)
  const days = daysBetween(report.from, report.to).map((day) => {
    const rows = report.days.filter((one) => one.day === day)
    return { day, all: rows.reduce((sum, one) => sum + one.events, 0), of: new Map(rows.map((one) => [one.reason, one.events])) }
  })
  return (
    <ByDay
      within
      title={`${w.perDay}: ${w.lost(count(report.events))}`}
      chart={() => (
        <DayBars label={w.perDay} parts={[{ look: 'bad', label: w.events }]} days={days.map(({ day, all }) => ({ day, values: [all] }))} />
      )}
      table={() => (
        <Table
          caption={w.perDay}
          stack={false}
          dense
          columns={[
            { key: 'day', head: r.day, label: r.day },
            { key: 'all', head: w.events, label: w.events, number: true },
            ...reasons.map((reason) => ({ key: `of-${reason}`, head: w.reasons[reason], label: w.reasons[reason], number: true })),
          ]}
          rows={days.toReversed().map(({ day, all, of }) => ({
            key: day,
            cells: {
              day: writeDay(day),
              all: count(all),
              ...Object.fromEntries(reasons.map((reason) => [`of-${reason}`, count(of.get(reason) ?? 0)])),
            },
          }))}
        />
      )}
    />
  )
}
