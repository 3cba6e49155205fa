import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { count, money, month as writeMonth, percent } from '../format.ts'
import { useSegmentName } from '../home/segment-name.ts'
import { address } from '../address.ts'
import { readRevenueAccounts } from '../home/wire.ts'
import { locale } from '../locale.ts'
import { homeWords } from '../text/home.ts'
import { revenueWords } from '../text/revenue.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { Defined } from './defined.tsx'
import { MissingRates, RatesUsed } from './exchange-notes.tsx'

const KINDS = ['opening', 'new', 'reactivation', 'expansion', 'contraction', 'churn', 'exchange', 'closing'] as const

/** What each account paid in a month and how that moved: the rows behind the figures of revenue. */
export function RevenueAccountsPage() {
  const w = words(revenueWords)
  const h = words(homeWords)
  const { query } = useLocation()
  const [present] = useState(() => new Date().toISOString().slice(0, 7))
  const month = query['month'] ?? present
  const asked = {
    month,
    ...(query['currency'] && { currency: query['currency'] }),
    ...(query['by'] && { by: query['by'], ...(query['value'] !== undefined && { value: query['value'] }) }),
  }
  const named = useSegmentName(query['by'])
  const listed = useResource(address('revenue-accounts', asked), () => readRevenueAccounts(asked))
  return (
    <Page
      title={h.revenueRows(writeMonth(month))}
      above={<a href={address('/console/revenue', { month })}>← {w.title}</a>}
      beside={
        <Button small href={address('/v1/reports/revenue/accounts', { ...asked, format: 'csv', lang: locale.value })}>
          {h.download}
        </Button>
      }
    >
      <Loaded from={listed}>
        {({ accounts, total, currency, exchange }) => {
          const kinds = KINDS.filter((kind) => exchange || kind !== 'exchange')
          return accounts.length === 0 ? (
            exchange && exchange.missing.length > 0 ? (
              <MissingRates exchange={exchange} />
            ) : (
              <Empty title={h.nothing}>{w.noneText}</Empty>
            )
          ) : (
            <div class="stack-16">
              {query['value'] !== undefined && (
                <p class="note">
                  {h.bys[query['by'] ?? ''] ?? query['by']}: {named(query['value'])}
                </p>
              )}
              <Table
                caption={h.revenueRows(writeMonth(month))}
                stack={false}
                dense
                columns={[
                  { key: 'account', head: h.account, label: h.account },
                  ...kinds.map((kind) => ({ key: kind, head: <Defined of={kind} />, label: w[kind], number: true })),
                  { key: 'nrr', head: <Defined of="nrr" />, label: w.nrr, number: true },
                ]}
                rows={accounts.map((one) => ({
                  key: one.id,
                  cells: {
                    account: <a href={`/console/accounts/${encodeURIComponent(one.id)}`}>{one.name}</a>,
                    ...Object.fromEntries(kinds.map((kind) => [kind, one[kind] ? money(one[kind], currency) : '–'])),
                    nrr: percent(one.opening > 0 ? Math.max(0, one.closing - one.reactivation) / one.opening : null, 0),
                  },
                }))}
              />
              <p class="note">{h.listed(count(accounts.length), count(total))}</p>
              <RatesUsed exchange={exchange} currency={currency} />
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}
