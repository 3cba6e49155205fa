import { money } from '../format.ts'
import { causeNames } from '../text/causes.ts'
import { revenueWords } from '../text/revenue.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import type { RevenueMonth } from './wire.ts'

/** What the expansion and the contraction of a month came from, the largest part first. */
export function Causes({ month, currency }: { month: RevenueMonth; currency: string }) {
  const w = words(revenueWords)
  return (
    <section class="panel stack-16" aria-labelledby="causes-title">
      <h2 id="causes-title">{w.causes}</h2>
      <Parts of={month.expansionByCause} name={w.expansion} none={w.noExpansion} currency={currency} />
      <Parts of={month.contractionByCause} name={w.contraction} none={w.noContraction} currency={currency} />
    </section>
  )
}

function Parts(props: { of: Readonly<Record<string, number>>; name: string; none: string; currency: string }) {
  const { of, name, none, currency } = props
  const w = words(revenueWords)
  const names = words(causeNames)
  const causes = Object.entries(of)
  if (causes.length === 0) return <p class="note">{none}</p>
  return (
    <Table
      caption={`${w.causes}: ${name}`}
      dense
      columns={[
        { key: 'cause', head: name },
        { key: 'amount', head: w.amount, number: true },
      ]}
      rows={causes.map(([cause, amount]) => ({
        key: cause,
        cells: { cause: names[cause] ?? cause, amount: money(amount, currency) },
      }))}
    />
  )
}
