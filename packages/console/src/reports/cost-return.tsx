import { count, day, money, percent } from '../format.ts'
import { costWords } from '../text/costs.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Table } from '../ui/table.tsx'
import { Term } from './term.tsx'
import type { CampaignReport } from './wire.ts'

type Given = NonNullable<CampaignReport['costReturn']>

/** What the campaign cost and what came back: what it caused first, what is credited to it smaller beside it. */
export function CostReturn({ report: { costReturn: found, campaign, currency } }: { report: CampaignReport }) {
  const w = words(costWords)
  return (
    <section class="panel stack-16" aria-labelledby="cost-title">
      <h2 id="cost-title">{w.title}</h2>
      {found ? (
        <Given found={found} currency={currency} />
      ) : (
        <>
          <p>{w.none}</p>
          <p class="note">{w.noneText}</p>
          <p>
            <Button small href={`/console/campaigns/${encodeURIComponent(campaign)}`}>
              {w.edit}
            </Button>
          </p>
        </>
      )}
    </section>
  )
}

function Given({ found, currency }: { found: Given; currency: string }) {
  const w = words(costWords)
  const { incremental, credited, cost, costCurrency, spent, exchange, months, recurring } = found
  const written = (amount: number) => (recurring ? w.money : w.moneyOnce)(money(amount, currency))
  const { low, high } = incremental.return
  const given = (['shown', 'accepted'] as const).filter((part) => cost[part].each > 0)
  const why = (reason: string | undefined) => w.reasons[reason ?? 'other'] ?? w.reasons['other']
  return (
    <>
      <div class="rates">
        <div>
          <p class="side-name">
            <Term of="costReturn.incremental">{w.caused}</Term>
          </p>
          {incremental.return.estimate === null ? (
            <p class="note">{why(incremental.reason)}</p>
          ) : (
            <>
              <p class="figure middle">{percent(incremental.return.estimate, 0)}</p>
              {low !== null && high !== null && <p class="note">{w.between(percent(low, 0), percent(high, 0))}</p>}
            </>
          )}
          {incremental.money.estimate !== null && <p class="note">{written(incremental.money.estimate)}</p>}
        </div>
        <div>
          <p class="side-name">
            <Term of="costReturn.credited">{w.credited}</Term>
          </p>
          {credited.return === null ? (
            <p class="note">{why(credited.reason)}</p>
          ) : (
            <p class="figure middle">{percent(credited.return, 0)}</p>
          )}
          {credited.money !== null && <p class="note">{written(credited.money)}</p>}
          {credited.maturing > 0 && <p class="note">{w.maturing(money(credited.maturing, currency))}</p>}
        </div>
      </div>
      <Table
        caption={w.spent}
        dense
        columns={[
          { key: 'part', head: <Term of="costReturn.cost">{w.spent}</Term>, label: w.part },
          { key: 'accounts', head: w.accounts, number: true },
          { key: 'each', head: w.each, number: true },
          { key: 'amount', head: w.amount, number: true },
        ]}
        rows={[
          { key: 'once', cells: { part: w.once, accounts: '–', each: '–', amount: money(cost.once, costCurrency) } },
          ...given.map((part) => ({
            key: part,
            cells: {
              part: w[part],
              accounts: count(cost[part].accounts),
              each: money(cost[part].each, costCurrency),
              amount: money(cost[part].amount, costCurrency),
            },
          })),
          { key: 'total', cells: { part: w.total, accounts: '–', each: '–', amount: <strong>{money(cost.total, costCurrency)}</strong> } },
        ]}
      />
      <p class="note">
        {exchange && `${w.exchanged(exchange.rate, exchange.currency, currency, day(exchange.day))} `}
        {spent === null ? `${w.reasons['no-rate']} ` : ''}
        <Term of="costReturn.months">{recurring ? w.over(count(months)) : w.overOnce}</Term>
      </p>
    </>
  )
}
