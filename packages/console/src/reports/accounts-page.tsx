import { useLocation, useRoute } from 'preact-iso'
import { AccountName } from '../accounts/account-name.tsx'
import { address } from '../address.ts'
import { readCampaign } from '../campaigns/wire.ts'
import { moment, momentOf, money } from '../format.ts'
import { locale } from '../locale.ts'
import { homeWords } from '../text/home.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Listing } from '../ui/listing.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { ArmDot } from './arm-dot.tsx'
import { armName } from './arm-name.ts'
import { readCampaignAccounts, type CampaignAccountsQuestion, type CampaignAccount } from './wire.ts'

/** The accounts behind a number of a campaign's report: who came so far, when, in which arm and with how much money. */
export function CampaignAccountsPage() {
  const w = words(reportWords)
  const { params } = useRoute()
  const { query } = useLocation()
  const id = params['id'] ?? ''
  const { step = 'accounts', arm, offset } = query
  const question: CampaignAccountsQuestion = { step, arm, offset }
  const here = `/console/campaigns/${encodeURIComponent(id)}/report`
  const campaign = useResource(`campaign/${id}`, () => readCampaign(id))
  const listed = useResource(address(`behind/${id}`, question), () => readCampaignAccounts(id, question))
  const what = w.behind[step] ?? step
  return (
    <Page
      title={arm === undefined ? what : `${what}${w.inArm(armName(arm))}`}
      above={<a href={here}>← {w.report(campaign.data?.draft.name ?? id)}</a>}
      beside={
        <Button
          small
          href={address(`/v1/reports/campaigns/${encodeURIComponent(id)}/accounts`, {
            step,
            arm,
            format: 'csv',
            lang: locale.value,
          })}
        >
          {words(homeWords).download}
        </Button>
      }
    >
      <Loaded from={listed}>
        {({ accounts, total, asOf, zone }) => (
          <Listing
            part={{
              offset: Number(offset ?? 0) || 0,
              listed: accounts.length,
              total,
              order: 'latest',
              href: (next) => address(`${here}/accounts`, { ...question, offset: next === 0 ? undefined : `${next}` }),
            }}
            empty={{ title: words(homeWords).nothing, text: w.behindNone }}
            notes={[`${w.asOf} ${momentOf(asOf, zone)}`]}
          >
            <Rows caption={what} rows={accounts} zone={zone} />
          </Listing>
        )}
      </Loaded>
    </Page>
  )
}

function Rows({ caption, rows, zone }: { caption: string; rows: readonly CampaignAccount[]; zone: string }) {
  const w = words(reportWords)
  const withMoney = rows.some((one) => one.money.length > 0)
  const withPeople = rows.some(({ people }) => people > 0)
  const when = (at: string | null) => (at === null ? '–' : moment(at, zone))
  return (
    <Table
      caption={caption}
      dense
      columns={[
        { key: 'account', label: w.account, head: w.account },
        { key: 'arm', label: w.arm, head: w.arm },
        { key: 'at', label: w.eligibleAt, head: w.eligibleAt },
        { key: 'shown', label: w.shown, head: w.shown },
        { key: 'engaged', label: w.engaged, head: w.engaged },
        { key: 'accepted', label: w.accepted, head: w.accepted },
        { key: 'converted', label: w.converted, head: w.converted },
        ...(withPeople ? [{ key: 'people', label: w.peopleRate, head: w.peopleRate, number: true }] : []),
        ...(withMoney ? [{ key: 'money', label: w.mrr, head: w.mrr, number: true }] : []),
      ]}
      rows={rows.map((one) => ({
        key: one.account,
        cells: {
          account: <AccountName account={one.account} name={one.name} />,
          arm: <ArmDot arm={one.arm} />,
          at: when(one.at),
          shown: when(one.shownAt),
          engaged: when(one.engagedAt),
          accepted: when(one.acceptedAt),
          converted: when(one.convertedAt),
          people: `${one.peopleConverted} / ${one.people}`,
          money: one.money.map(({ currency, expansionMrr, value }) => money(expansionMrr || value, currency)).join(' · ') || '–',
        },
      }))}
    />
  )
}
