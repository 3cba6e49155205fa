import { money } from '../format.ts'
import { causeNames } from '../text/causes.ts'
import { revenueWords } from '../text/revenue.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import type { RevenueMonth } from './wire.ts'

/** What the expansion of a month came from, the largest part first. */
export function Causes({ month, currency }: { month: RevenueMonth; currency: string }) {
  const w = words(revenueWords)
  const names = words(causeNames)
  const causes = Object.entries(month.expansionByCause)
  return (
    <section class="panel" aria-labelledby="causes-title">
      <h2 id="causes-title">{w.causes}</h2>
      {causes.length === 0 ? (
        <p class="note">{w.noExpansion}</p>
      ) : (
        <Table
          caption={w.causes}
          dense
          columns={[
            { key: 'cause', head: w.cause },
            { key: 'amount', head: w.amount, number: true },
          ]}
          rows={causes.map(([cause, amount]) => ({
            key: cause,
            cells: { cause: names[cause] ?? cause, amount: money(amount, currency) },
          }))}
        />
      )}
    </section>
  )
}
