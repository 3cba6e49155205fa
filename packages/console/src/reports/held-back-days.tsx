import { count, day as writeDay } from '../format.ts'
import { heldBackWords } from '../text/held-back.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import { ByDay } from './by-day.tsx'
import { DayBars } from './day-bars.tsx'
import { daysBetween } from './days-between.ts'
import type { HeldBackReport } from './wire.ts'

/** Times a day, quiet days included, as a chart or as a table with the same numbers. */
export function HeldBackDays({ report }: { report: HeldBackReport }) {
  const w = words(heldBackWords)
  const r = words(reportWords)
  const gates = report.totals.byGate.map(({ gate }) => gate)
  const days = daysBetween(report.from, report.to).map((day) => {
    const rows = report.days.filter((one) => one.day === day)
    const of = (gate: string) => rows.filter((one) => one.gate === gate).reduce((sum, one) => sum + one.times, 0)
    return { day, all: rows.reduce((sum, one) => sum + one.times, 0), byGate: new Map(gates.map((gate) => [gate, of(gate)])) }
  })
  return (
    <ByDay
      title={w.perDay}
      chart={() => (
        <DayBars label={w.perDay} parts={[{ look: 'shown', label: w.times }]} days={days.map(({ day, all }) => ({ day, values: [all] }))} />
      )}
      table={() => (
        <Table
          caption={w.perDay}
          stack={false}
          dense
          columns={[
            { key: 'day', head: r.day, label: r.day },
            { key: 'all', head: w.times, label: w.times, number: true },
            ...gates.map((gate) => ({ key: `gate ${gate}`, head: w.gates[gate] ?? gate, label: w.gates[gate] ?? gate, number: true })),
          ]}
          rows={days.toReversed().map(({ day, all, byGate }) => ({
            key: day,
            cells: {
              day: writeDay(day),
              all: count(all),
              ...Object.fromEntries(gates.map((gate) => [`gate ${gate}`, count(byGate.get(gate) ?? 0)])),
            },
          }))}
        />
      )}
    />
  )
}
