import type { Catalog } from '@espalier/core/schema'
import { count, price } from '../format.ts'
import { locale } from '../locale.ts'
import { settingsWords } from '../text/settings.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'

type Plan = Catalog['plans'][number]

/** Every plan with its prices and what it contains, and every feature with how it is counted. */
export function CatalogTables({ catalog }: { catalog: Catalog }) {
  const w = words(settingsWords)
  const language = locale.value
  const nameOf = (id: string | undefined) => catalog.plans.find((one) => one.id === id)?.name[language] ?? '–'
  return (
    <div class="stack-16">
      <Table
        caption={w.plans}
        stack={false}
        columns={[
          { key: 'plan', head: w.plan },
          { key: 'price', head: w.prices, number: true },
          ...catalog.features.map(({ id, name }) => ({ key: `feature-${id}`, head: name[language], label: name[language], number: true })),
          { key: 'next', head: w.next },
        ]}
        rows={catalog.plans.map((one) => ({
          key: one.id,
          cells: {
            plan: (
              <>
                {one.name[language]}
                <span class="cell-note">{one.id}</span>
              </>
            ),
            price: one.prices.map((each) => (
              <span key={each.id} class="line">
                {(each.interval === 'year' ? w.perYear : w.perMonth)(price(each.amount, each.currency))}
              </span>
            )),
            next: nameOf(one.next),
            ...Object.fromEntries(catalog.features.map(({ id }) => [`feature-${id}`, grantOf(one, id)])),
          },
        }))}
      />
      <Table
        caption={w.features}
        columns={[
          { key: 'feature', head: w.feature },
          { key: 'counted', head: w.counted },
          { key: 'reset', head: w.reset },
        ]}
        rows={catalog.features.map((one) => ({
          key: one.id,
          cells: {
            feature: (
              <>
                {one.name[language]}
                <span class="cell-note">{one.id}</span>
              </>
            ),
            counted: one.kind === 'boolean' ? w.onOff : (one.event ?? w.reported),
            reset: one.kind === 'boolean' ? '–' : w.resets[one.reset],
          },
        }))}
      />
    </div>
  )

  function grantOf(plan: Plan, feature: string): string {
    const grant = plan.features[feature]
    if (typeof grant === 'object') return grant.limit === null ? w.unlimited : count(grant.limit)
    return grant === undefined ? '–' : grant ? w.included : w.notIncluded
  }
}
