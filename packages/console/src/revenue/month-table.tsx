import type { ComponentChildren } from 'preact'
import { count, day, money, month as writeMonth, percent } from '../format.ts'
import { revenueWords } from '../text/revenue.ts'
import { words } from '../text/text.ts'
import { type Column, Table } from '../ui/table.tsx'
import { Defined, type Figure } from './defined.tsx'
import type { RevenueReport } from './wire.ts'

const COLUMNS = [
  'closing',
  'new',
  'expansion',
  'contraction',
  'churn',
  'nrr',
  'grr',
  'grossChurn',
  'customerChurn',
  'arpa',
] as const satisfies Figure[]

/** All months beside each other, the newest first, with what they come to on average. */
export function MonthTable({ report: { months, currency, trailing, year, exchange } }: { report: RevenueReport }) {
  const w = words(revenueWords)
  const amount = (value: number | null) => (value === null ? '–' : money(value, currency))
  const columns: Column[] = [
    { key: 'month', head: w.month },
    ...[...COLUMNS, ...(exchange ? (['exchange'] as const) : [])].map((of): Column => ({
      key: of,
      head: <Defined of={of} />,
      label: w[of],
      number: true,
    })),
  ]
  const rows = months.toReversed().map(({ month, complete, revisedAt, mrr, ...shares }) => {
    const cells: Record<string, ComponentChildren> = {
      month: (
        <>
          {complete ? writeMonth(month) : w.running(writeMonth(month))}
          {revisedAt !== undefined && <span class="cell-note">{w.revisedShort(day(revisedAt))}</span>}
        </>
      ),
      closing: amount(mrr.closing),
      new: amount(mrr.new),
      expansion: amount(mrr.expansion),
      contraction: amount(mrr.contraction),
      churn: amount(mrr.churn),
      exchange: amount(mrr.exchange ?? null),
      nrr: percent(shares.nrr, 1, true),
      grr: percent(shares.grr, 1, true),
      grossChurn: percent(shares.grossChurn, 2, true),
      customerChurn: percent(shares.customerChurn, 2, true),
      arpa: amount(shares.arpa),
    }
    return { key: month, cells }
  })
  return (
    <section class="stack-16 months figure-months" aria-label={w.byMonth}>
      <h2>{w.byMonth}</h2>
      <Table caption={w.byMonth} stack={false} dense columns={columns} rows={rows} />
      {trailing.months > 0 && (
        <p class="note">
          {w.trailing(count(trailing.months))}: {w.nrr} {percent(trailing.nrr)}, {w.grr} {percent(trailing.grr)}, {w.grossChurn}{' '}
          {percent(trailing.grossChurn, 2)}, {w.customerChurn} {percent(trailing.customerChurn, 2)}
        </p>
      )}
      {year && (
        <p class="note">
          {w.year}: {w.nrr} {percent(year.nrr)}, {w.grr} {percent(year.grr)}
        </p>
      )}
    </section>
  )
}
