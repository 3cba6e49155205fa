import type { Catalog, Settings } from '@espalier/core/schema'
import { useRoute } from 'preact-iso'
import { useState } from 'preact/hooks'
import { nameOfFeature, nameOfPlan } from '../campaigns/names.ts'
import { debuggerHref } from '../debugger/question.ts'
import { day } from '../format.ts'
import { locale } from '../locale.ts'
import { AccountLeads } from '../leads/account-leads.tsx'
import { MergePanel } from '../merging/merge-panel.tsx'
import { Events } from '../people/events.tsx'
import { nameOf, Traits } from '../people/traits.tsx'
import { AccountData } from '../privacy/data-panel.tsx'
import { DeletedAccount } from '../privacy/deleted.tsx'
import { isErased, type ErasedAccount } from '../privacy/wire.ts'
import { readCatalog, readSettings } from '../settings/wire.ts'
import { debuggerWords } from '../text/debugger.ts'
import { mergingWords } from '../text/merging.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { inOneGo, useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Billing } from './billing.tsx'
import { CarePanel } from './care-panel.tsx'
import { Meters } from './meters.tsx'
import { MetCampaigns } from './met-campaigns.tsx'
import { readAccount, type Account } from './wire.ts'
import '../people/people.css'

/** One account: plan, meters, people, campaigns, money, events. */
export function AccountPage() {
  const w = words(peopleWords)
  const { params } = useRoute()
  const id = params['id'] ?? ''
  const account = useResource(`account/${id}`, () => readAccount(id))
  const catalog = useResource('catalog', readCatalog)
  const settings = useResource('settings', readSettings)
  const [deleted, setDeleted] = useState<{ id: string; done: ErasedAccount }>()
  if (deleted?.id === id) return <DeletedAccount done={deleted.done} />
  const plan = account.data?.plan
  return (
    <Page
      title={account.data ? nameOf(account.data) : id}
      above={<a href="/console/accounts">← {w.accounts}</a>}
      beside={plan && <Tag tone="good">{nameOfPlan(plan, { locale: locale.value, catalog: catalog.data })}</Tag>}
    >
      <Loaded from={inOneGo(account, catalog, settings)}>
        {(data) => (
          <Details
            named={id}
            account={data}
            catalog={catalog.data}
            settings={settings.data}
            onChanged={account.reload}
            onDeleted={(done) => setDeleted({ id, done })}
          />
        )}
      </Loaded>
    </Page>
  )
}

function Details(props: {
  named: string
  account: Account
  catalog: Catalog | undefined
  settings: Settings | undefined
  onChanged: () => void
  onDeleted: (done: ErasedAccount) => void
}) {
  const { named, account, catalog, settings, onChanged, onDeleted } = props
  const w = words(peopleWords)
  const why = words(debuggerWords).whyHere
  const names = { locale: locale.value, catalog }
  const switched = account.features.filter(({ feature }) => !account.usage.some((one) => one.feature === feature))
  return (
    <div class="stack-24">
      {named !== account.id && <Notice title={words(mergingWords).meant(named)} />}
      <div class="halves">
        <section class="panel" aria-labelledby="usage-title">
          <h2 id="usage-title">{w.usage}</h2>
          {settings && <Meters usage={account.usage} zone={settings.zone} />}
          {switched.length > 0 && (
            <ul class="features">
              {switched.map(({ feature, allowed }) => (
                <li key={feature}>
                  <Tag tone={allowed ? 'good' : 'plain'}>{(allowed ? w.has : w.hasNot)(nameOfFeature(feature, names))}</Tag>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section class="panel stack-16" aria-labelledby="traits-title">
          <h2 id="traits-title">{w.traits}</h2>
          <Traits traits={account.traits} />
        </section>
      </div>
      {settings && <CarePanel account={account} catalog={catalog} settings={settings} onSaved={onChanged} />}
      <MetCampaigns met={account.exposures} catalog={catalog} />
      <AccountLeads account={account.id} />
      <Billing account={account} catalog={catalog} />
      <section class="stack-16" aria-labelledby="members-title">
        <h2 id="members-title">{w.members}</h2>
        {account.users.length === 0 ? (
          <p class="note">{w.noPeople}</p>
        ) : (
          <Table
            caption={w.members}
            columns={[
              { key: 'person', head: w.person },
              { key: 'first', head: w.firstSeen },
              { key: 'last', head: w.lastSeen },
              { key: 'why', head: why, label: why },
            ]}
            rows={account.users.map((one) => ({
              key: one.id,
              cells: {
                person: <a href={`/console/people/${encodeURIComponent(one.id)}`}>{nameOf(one)}</a>,
                first: day(one.firstSeenAt),
                last: day(one.lastSeenAt),
                why: <a href={debuggerHref({ user: one.id, account: account.id })}>{words(debuggerWords).ask}</a>,
              },
            }))}
          />
        )}
      </section>
      <section class="stack-16" aria-labelledby="events-title">
        <h2 id="events-title">{w.events}</h2>
        <Events events={account.events} withUser />
      </section>
      {!isErased(account.id) && <MergePanel id={account.id} mergedFrom={account.mergedFrom} />}
      {!isErased(account.id) && <AccountData id={account.id} onDeleted={onDeleted} />}
    </div>
  )
}
