import { month as writeMonth } from '../format.ts'
import { homeWords } from '../text/home.ts'
import { words } from '../text/text.ts'
import { Definition } from '../ui/definition.tsx'
import { Table } from '../ui/table.tsx'
import type { HomeReport } from './wire.ts'
import { writeFigure } from './write-figure.ts'

/** Every figure that has months, the newest first. */
export function MonthTable({ report: { months, figures, currency } }: { report: HomeReport }) {
  const w = words(homeWords)
  const shown = figures.filter(({ of }) => of === 'month')
  return (
    <section class="stack-16 months figure-months" aria-label={w.byMonth}>
      <h2>{w.byMonth}</h2>
      <Table
        caption={w.byMonth}
        stack={false}
        dense
        columns={[
          { key: 'month', head: w.month },
          ...shown.map(({ id }) => {
            const name = w.names[id] ?? id
            return { key: id, head: <Definition text={w.defined[id] ?? name}>{name}</Definition>, label: name, number: true }
          }),
        ]}
        rows={months.toReversed().map(({ month, complete, values }) => ({
          key: month,
          cells: {
            month: complete ? writeMonth(month) : w.running(writeMonth(month)),
            ...Object.fromEntries(shown.map((figure) => [figure.id, writeFigure(values[figure.id], figure, currency, true)])),
          },
        }))}
      />
    </section>
  )
}
