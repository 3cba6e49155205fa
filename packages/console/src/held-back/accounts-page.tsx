import { useLocation } from 'preact-iso'
import { AccountName } from '../accounts/account-name.tsx'
import { address } from '../address.ts'
import { listCampaigns } from '../campaigns/wire.ts'
import { count, day, moment } from '../format.ts'
import { locale } from '../locale.ts'
import { heldBackWords } from '../text/held-back.ts'
import { homeWords } from '../text/home.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Listing } from '../ui/listing.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { readHeldBackAccounts, type HeldBackAccountsQuestion, type HeldBackAccounts } from './wire.ts'

/** The accounts behind a number of what was held back: who was left in peace, how often, and why. */
export function HeldBackAccountsPage() {
  const w = words(heldBackWords)
  const { query } = useLocation()
  const { days = '30', campaign, gate, offset } = query
  const question: HeldBackAccountsQuestion = { days, campaign, gate, offset }
  const campaigns = useResource('campaigns', listCampaigns)
  const spared = useResource(address('spared', question), () => readHeldBackAccounts(question))
  const names = new Map(campaigns.data?.map(({ id, name }) => [id, name]))
  const limits = [w.lastDays(days), ...(campaign ? [names.get(campaign) ?? campaign] : []), ...(gate ? [w.gates[gate] ?? gate] : [])]
  return (
    <Page
      title={w.sparedAccounts}
      above={<a href={address('/console/held-back', { days, campaign })}>← {w.title}</a>}
      beside={
        <Button small href={address('/v1/reports/held-back/accounts', { days, campaign, gate, format: 'csv', lang: locale.value })}>
          {words(homeWords).download}
        </Button>
      }
    >
      <div class="stack-16">
        <p class="note">{limits.join(' · ')}</p>
        <Loaded from={spared}>
          {({ accounts, total, asOf, zone }) => (
            <Listing
              part={{
                offset: Number(offset ?? 0) || 0,
                listed: accounts.length,
                total,
                order: 'most',
                href: (next) => address('/console/held-back/accounts', { ...question, offset: next === 0 ? undefined : `${next}` }),
              }}
              empty={{ title: w.noneTitle, text: w.noneText }}
              notes={[w.asOf(moment(asOf, zone), zone)]}
            >
              <Rows accounts={accounts} names={names} />
            </Listing>
          )}
        </Loaded>
      </div>
    </Page>
  )
}

function Rows({ accounts, names }: { accounts: HeldBackAccounts['accounts']; names: ReadonlyMap<string, string> }) {
  const w = words(heldBackWords)
  return (
    <Table
      caption={w.sparedAccounts}
      dense
      columns={[
        { key: 'account', head: w.account },
        { key: 'why', head: w.gate },
        { key: 'times', head: w.times, number: true },
        { key: 'last', head: w.lastTime, number: true },
      ]}
      rows={accounts.map((one) => ({
        key: one.account,
        cells: {
          account: <AccountName account={one.account} name={one.name} />,
          why: (
            <>
              {one.by.map(({ campaign, gate, times }) => (
                <div key={`${campaign}/${gate}`}>
                  {w.because(w.gates[gate] ?? gate, names.get(campaign) ?? campaign)}
                  {one.by.length > 1 && ` (${count(times)})`}
                </div>
              ))}
            </>
          ),
          times: count(one.times),
          last: day(one.lastDay),
        },
      }))}
    />
  )
}
