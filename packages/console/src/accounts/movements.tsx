import type { Catalog } from '@espalier/core/schema'
import { nameOfPlan } from '../campaigns/names.ts'
import { listCampaigns } from '../campaigns/wire.ts'
import { count, day, moment, money } from '../format.ts'
import { locale } from '../locale.ts'
import { causeNames } from '../text/causes.ts'
import { creditWords } from '../text/credits.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import { useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import type { Movement, Standing } from './wire.ts'

const GOOD = new Set(['new', 'expansion', 'reactivation'])

/** How the recurring revenue moved, what told it, and which campaign is credited. */
export function Movements({ movements, catalog }: { movements: Movement[]; catalog: Catalog | undefined }) {
  const w = words(peopleWords)
  const causes = words(causeNames)
  const campaigns = useResource('campaigns', listCampaigns)
  const link = (id: string) => (
    <a href={`/console/campaigns/${encodeURIComponent(id)}/report`}>{campaigns.data?.find((one) => one.id === id)?.name ?? id}</a>
  )
  return (
    <section class="stack-16" aria-labelledby="movements-title">
      <h2 id="movements-title">{w.movements}</h2>
      {movements.length === 0 ? (
        <p class="note">{w.noMovements}</p>
      ) : (
        <Table
          caption={w.movements}
          columns={[
            { key: 'kind', head: w.kind },
            { key: 'amount', head: w.amount, number: true },
            { key: 'states', head: w.beforeAfter },
            { key: 'when', head: w.when },
            { key: 'source', head: w.source },
            { key: 'credit', head: w.credited },
          ]}
          rows={movements.toReversed().map((one) => ({
            key: one.id,
            cells: {
              kind: (
                <>
                  <Tag tone={GOOD.has(one.kind) ? 'good' : 'warn'}>{w.kinds[one.kind] ?? one.kind}</Tag>
                  <span class="cell-note">{causes[one.cause] ?? one.cause}</span>
                </>
              ),
              amount: money(one.amount, one.currency),
              states: (
                <>
                  {state(one.before, catalog)}
                  <span class="cell-note">→ {state(one.after, catalog)}</span>
                </>
              ),
              when: moment(one.at),
              source: (
                <>
                  {w.sources[one.source]}
                  <span class="cell-note">{one.type === 'subscription' ? one.event : `${one.type} ${one.event}`}</span>
                </>
              ),
              credit: one.credit ? (
                <>
                  {link(one.credit.campaign)}
                  <span class="cell-note">{words(creditWords).by[one.credit.by] ?? one.credit.by}</span>
                  {one.credit.reversed > 0 && <span class="cell-note">{w.reversed(money(one.credit.reversed, one.currency))}</span>}
                </>
              ) : one.heldOutFrom ? (
                <>
                  {w.nobody}
                  <span class="cell-note">
                    {w.heldOut}: {link(one.heldOutFrom)}
                  </span>
                </>
              ) : (
                w.nobody
              ),
            },
          }))}
        />
      )}
    </section>
  )
}

function state(standing: Standing | null, catalog: Catalog | undefined): string {
  const w = words(peopleWords)
  if (!standing) return w.notThere
  const items = standing.items.map(({ plan, price, quantity }) => {
    const name = plan ? nameOfPlan(plan, { locale: locale.value, catalog }) : price
    return quantity === 1 ? name : `${name} × ${count(quantity)}`
  })
  const status = w.statuses[standing.status] ?? standing.status
  const end = standing.endsAt ? w.endsOn(day(standing.endsAt)) : ''
  return [items.join(', '), status, money(standing.mrr, standing.currency), end].filter(Boolean).join(', ')
}
