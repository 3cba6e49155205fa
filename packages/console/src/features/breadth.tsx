import { count, decimal, percent } from '../format.ts'
import { usePlanName } from '../home/segment-name.ts'
import { featureWords } from '../text/features.ts'
import { words } from '../text/text.ts'
import { Definition } from '../ui/definition.tsx'
import { Table } from '../ui/table.tsx'
import type { FeatureReport } from './wire.ts'

/** How much of what they have accounts use: by plan, and who uses least. */
export function Breadth({ report: { breadth, narrowest } }: { report: FeatureReport }) {
  const w = words(featureWords)
  const planName = usePlanName()
  const share = <Definition text={w.defined.breadth}>{w.share}</Definition>
  return (
    <div class="halves">
      <section class="stack-16" aria-label={w.breadth}>
        <h2>{w.breadth}</h2>
        <Table
          caption={w.breadth}
          dense
          columns={[
            { key: 'plan', head: w.plan },
            { key: 'accounts', head: w.accounts, number: true },
            { key: 'used', head: w.used, number: true },
            { key: 'share', head: share, label: w.share, number: true },
          ]}
          rows={breadth.map((one) => ({
            key: one.plan,
            cells: {
              plan: one.plan ? planName(one.plan) : w.noPlan,
              accounts: count(one.accounts),
              used: w.usedOf(decimal(one.used, 1), decimal(one.entitled, 1)),
              share: percent(one.share, 0),
            },
          }))}
        />
      </section>
      {narrowest.length > 0 && (
        <section class="stack-16" aria-label={w.narrowest}>
          <h2>{w.narrowest}</h2>
          <Table
            caption={w.narrowest}
            dense
            columns={[
              { key: 'account', head: w.account },
              { key: 'plan', head: w.plan },
              { key: 'used', head: w.used, number: true },
            ]}
            rows={narrowest.slice(0, 10).map((one) => ({
              key: one.account,
              cells: {
                account: <a href={`/console/accounts/${encodeURIComponent(one.account)}`}>{one.name}</a>,
                plan: one.plan ? planName(one.plan) : w.noPlan,
                used: w.usedOf(count(one.used), count(one.entitled)),
              },
            }))}
          />
        </section>
      )}
    </div>
  )
}
