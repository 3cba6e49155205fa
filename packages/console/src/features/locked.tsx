import { address } from '../address.ts'
import { count, day } from '../format.ts'
import { usePlanName } from '../home/segment-name.ts'
import { locale } from '../locale.ts'
import { featureWords } from '../text/features.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Table } from '../ui/table.tsx'
import { Unfolded } from '../ui/unfolded.tsx'
import type { FeatureAccountsQuestion, FeatureReport } from './wire.ts'

/** Accounts of a feature that stand in the report itself. */
const LISTED = 10

/** Locked features that people touched by themselves, and in which accounts. */
export function Locked({
  report: { locked, days },
  group,
}: {
  report: FeatureReport
  group: Pick<FeatureAccountsQuestion, 'by' | 'value'>
}) {
  const w = words(featureWords)
  const planName = usePlanName()
  return (
    <section class="panel" aria-labelledby="locked-title">
      <h2 id="locked-title">{w.locked}</h2>
      <p class="note">{locked.length === 0 ? w.noLocked : w.lockedText}</p>
      {locked.map((one, index) => (
        <Unfolded
          key={one.feature}
          title={`${one.name[locale.value]} · ${w.lockedBy(count(one.accounts), count(one.touches))}`}
          open={index === 0}
        >
          <Table
            caption={one.name[locale.value]}
            dense
            columns={[
              { key: 'account', head: w.account },
              { key: 'plan', head: w.plan },
              { key: 'touches', head: w.touches, number: true },
              { key: 'people', head: w.people, number: true },
              { key: 'last', head: w.last, number: true },
            ]}
            rows={one.by.slice(0, LISTED).map((row) => ({
              key: row.account,
              cells: {
                account: <a href={`/console/accounts/${encodeURIComponent(row.account)}`}>{row.name}</a>,
                plan: row.plan ? planName(row.plan) : w.noPlan,
                touches: count(row.touches),
                people: count(row.people),
                last: day(row.lastAt),
              },
            }))}
          />
          {one.accounts > LISTED && (
            <div class="row">
              <Button
                small
                href={address('/console/features/accounts', { feature: one.feature, which: 'touched', days: `${days}`, ...group })}
              >
                {w.allOf(count(one.accounts))}
              </Button>
            </div>
          )}
        </Unfolded>
      ))}
    </section>
  )
}
