import { heldBackWords } from '../text/held-back.ts'
import { words } from '../text/text.ts'
import { ChartOrTable } from '../ui/chart-or-table.tsx'
import { DayBars } from '../charts/day-bars.tsx'
import { DayTable } from '../charts/day-table.tsx'
import { daysBetween } from '../charts/days-between.ts'
import type { HeldBackReport } from './wire.ts'

/** Times a day, quiet days included, as a chart or as a table with the same numbers. */
export function HeldBackDays({ report }: { report: HeldBackReport }) {
  const w = words(heldBackWords)
  const gates = report.totals.byGate.map(({ gate }) => gate)
  const days = daysBetween(report.from, report.to).map((day) => {
    const rows = report.days.filter((one) => one.day === day)
    const of = (gate: string) => rows.filter((one) => one.gate === gate).reduce((sum, one) => sum + one.times, 0)
    return { day, all: rows.reduce((sum, one) => sum + one.times, 0), byGate: new Map(gates.map((gate) => [gate, of(gate)])) }
  })
  return (
    <ChartOrTable
      title={w.perDay}
      chart={() => (
        <DayBars label={w.perDay} parts={[{ look: 'shown', label: w.times }]} days={days.map(({ day, all }) => ({ day, values: [all] }))} />
      )}
      table={() => (
        <DayTable
          caption={w.perDay}
          columns={[w.times, ...gates.map((gate) => w.gates[gate] ?? gate)]}
          days={days.map(({ day, all, byGate }) => ({ day, values: [all, ...gates.map((gate) => byGate.get(gate) ?? 0)] }))}
        />
      )}
    />
  )
}
