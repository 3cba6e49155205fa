import { useLocation } from 'preact-iso'
import { count, money, month as writeMonth, percent } from '../format.ts'
import { useSegmentName } from '../home/segment-name.ts'
import { address } from '../address.ts'
import { homeWords } from '../text/home.ts'
import { revenueWords } from '../text/revenue.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import { Defined } from './defined.tsx'
import type { RevenueReport } from './wire.ts'

const FIGURES = ['opening', 'nrr', 'grr', 'grossChurn', 'customerChurn', 'arpa', 'accounts'] as const

/** Groups of accounts beside each other in the last complete month; each leads to its accounts. */
export function Segments({ report: { segments, moreSegments, currency, exchange } }: { report: RevenueReport }) {
  const w = words(revenueWords)
  const h = words(homeWords)
  const { query } = useLocation()
  const by = query['by'] ?? ''
  const named = useSegmentName(by)
  const [first] = segments
  if (!first) return null
  const title = w.groupsIn(writeMonth(first.month.month))
  return (
    <section class="stack-16" aria-label={title}>
      <h2>{title}</h2>
      <Table
        caption={title}
        dense
        columns={[
          { key: 'value', head: h.value, label: h.value },
          ...FIGURES.map((of) => ({ key: of, head: <Defined of={of} />, label: w[of], number: true })),
        ]}
        rows={segments.map(({ value, month }) => ({
          key: value,
          cells: {
            value: (
              <a
                href={address('/console/revenue/accounts', {
                  month: month.month,
                  ...(!exchange && { currency }),
                  by,
                  value,
                })}
              >
                {named(value)}
              </a>
            ),
            opening: money(month.mrr.opening, currency),
            nrr: percent(month.nrr, 1, true),
            grr: percent(month.grr, 1, true),
            grossChurn: percent(month.grossChurn, 2, true),
            customerChurn: percent(month.customerChurn, 2, true),
            arpa: month.arpa === null ? '–' : money(month.arpa, currency),
            accounts: count(month.accounts.closing),
          },
        }))}
      />
      {moreSegments > 0 && <p class="note">{h.moreGroups(count(segments.length), count(moreSegments))}</p>}
    </section>
  )
}
