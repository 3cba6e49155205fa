import type { Catalog } from '@espalier/core/schema'
import { nameOfPlan } from '../campaigns/names.ts'
import { count, day, money } from '../format.ts'
import { locale } from '../locale.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import { Movements } from './movements.tsx'
import type { Account } from './wire.ts'

const CHURN = { counted: 'churnCounted', pending: 'churnPending' } as const

/** Subscriptions as they stand, and how the recurring revenue moved. */
export function Billing({ account, catalog }: { account: Account; catalog: Catalog | undefined }) {
  const w = words(peopleWords)
  const { subscriptions, movements } = account
  return (
    <>
      <section class="stack-16" aria-labelledby="billing-title">
        <h2 id="billing-title">{w.billing}</h2>
        {subscriptions.length === 0 ? (
          <p class="note">{w.noBilling}</p>
        ) : (
          <Table
            caption={w.billing}
            columns={[
              { key: 'items', head: w.items },
              { key: 'status', head: w.status },
              { key: 'monthly', head: w.monthly, number: true },
              { key: 'changed', head: w.changed },
            ]}
            rows={subscriptions.map((one) => ({
              key: one.id,
              cells: {
                items: (
                  <>
                    {one.items
                      .map((item) => {
                        const name = item.plan ? nameOfPlan(item.plan, { locale: locale.value, catalog }) : item.price
                        return item.quantity === 1 ? name : `${name} × ${count(item.quantity)}`
                      })
                      .join(', ')}
                    <span class="cell-note">{one.id}</span>
                  </>
                ),
                status: (
                  <>
                    {w.statuses[one.status] ?? one.status}
                    {one.endsAt && <span class="cell-note">{w.endsOn(day(one.endsAt))}</span>}
                  </>
                ),
                monthly: (
                  <>
                    {money(one.mrr, one.currency)}
                    {one.items.some((item) => item.unread) && <span class="cell-note">{w.unreadDiscount}</span>}
                    {one.churn && <span class="cell-note">{w[CHURN[one.churn.how]](day(one.churn.at))}</span>}
                  </>
                ),
                changed: day(one.at),
              },
            }))}
          />
        )}
      </section>
      <Movements movements={movements} catalog={catalog} />
    </>
  )
}
