import { useLocation } from 'preact-iso'
import { AccountName } from '../accounts/account-name.tsx'
import { address } from '../address.ts'
import { count, day, momentOf } from '../format.ts'
import { usePlanName, useSegmentName } from '../home/segment-name.ts'
import { locale } from '../locale.ts'
import { featureWords } from '../text/features.ts'
import { homeWords } from '../text/home.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Listing } from '../ui/listing.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { readFeatureAccounts, readFeatures, type FeatureAccountsQuestion, type FeatureAccounts } from './wire.ts'

const OTHERS = ['entitled', 'using', 'unused'] as const

/** The accounts behind a number of the report of features: who has a feature, uses it, or wants it. */
export function FeatureAccountsPage() {
  const w = words(featureWords)
  const h = words(homeWords)
  const planName = usePlanName()
  const { query } = useLocation()
  const { feature = '', which = 'using', plan, days = '30', by, value, offset } = query
  const question: FeatureAccountsQuestion = { feature, which, plan, days, by, value, offset }
  const group = { days, by, value }
  const named = useSegmentName(by)
  const features = useResource(address('features', group), () => readFeatures(group))
  const listed = useResource(address('feature-accounts', question), () => readFeatureAccounts(question))
  const found = [...(features.data?.features ?? []), ...(features.data?.locked ?? [])].find((one) => one.feature === feature)
  const what = w.behind[which]?.(found?.name[locale.value] ?? feature) ?? feature
  const limits = [
    w.lastDays(days),
    ...(plan === undefined ? [] : [plan === '' ? w.noPlan : planName(plan)]),
    ...(by && value !== undefined ? [`${h.bys[by] ?? by}: ${named(value)}`] : []),
  ]
  return (
    <Page
      title={what}
      above={<a href={address('/console/features', group)}>← {w.title}</a>}
      beside={
        <Button
          small
          href={address('/v1/reports/features/accounts', {
            ...question,
            offset: undefined,
            format: 'csv',
            lang: locale.value,
          })}
        >
          {w.download}
        </Button>
      }
    >
      <div class="stack-16">
        <p class="note">{limits.join(' · ')}</p>
        {which !== 'touched' && (
          <nav class="row" aria-label={w.others}>
            {OTHERS.filter((one) => one !== which).map((one) => (
              <Button key={one} small href={address('/console/features/accounts', { ...question, which: one, offset: undefined })}>
                {w.otherwise[one]}
              </Button>
            ))}
          </nav>
        )}
        <Loaded from={listed}>
          {({ accounts, total, asOf, zone }) => (
            <Listing
              part={{
                offset: Number(offset ?? 0) || 0,
                listed: accounts.length,
                total,
                order: 'most',
                href: (next) => address('/console/features/accounts', { ...question, offset: next === 0 ? undefined : `${next}` }),
              }}
              empty={{ title: h.nothing, text: w.behindNone }}
              notes={[w.asOf(momentOf(asOf, zone))]}
            >
              <Rows caption={what} rows={accounts} which={which} />
            </Listing>
          )}
        </Loaded>
      </div>
    </Page>
  )
}

function Rows({ caption, rows, which }: { caption: string; rows: FeatureAccounts['accounts']; which: string }) {
  const w = words(featureWords)
  const planName = usePlanName()
  const touched = which === 'touched'
  return (
    <Table
      caption={caption}
      dense
      columns={[
        { key: 'account', head: w.account },
        { key: 'plan', head: w.plan },
        ...(touched
          ? [
              { key: 'touches', head: w.touches, number: true },
              { key: 'people', head: w.people, number: true },
              { key: 'last', head: w.last, number: true },
            ]
          : [{ key: 'uses', head: w.uses, number: true }]),
      ]}
      rows={rows.map((one) => ({
        key: one.account,
        cells: {
          account: <AccountName account={one.account} name={one.name} />,
          plan: one.plan ? planName(one.plan) : w.noPlan,
          uses: one.uses === null ? (one.used ? w.inUse : '–') : count(one.uses),
          touches: count(one.touches),
          people: count(one.people),
          last: one.lastTouchedAt === null ? '–' : day(one.lastTouchedAt),
        },
      }))}
    />
  )
}
