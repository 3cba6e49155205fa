import { useRoute } from 'preact-iso'
import { useState } from 'preact/hooks'
import { listCampaigns } from '../campaigns/wire.ts'
import { OpenInProduct } from '../debugger/open-in-product.tsx'
import { debuggerHref } from '../debugger/question.ts'
import { count, day, moment } from '../format.ts'
import { debuggerWords } from '../text/debugger.ts'
import { PersonData } from '../privacy/data-panel.tsx'
import { Deleted } from '../privacy/deleted.tsx'
import { isErased } from '../privacy/wire.ts'
import { readSettings } from '../settings/wire.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { inOneGo, useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Events } from './events.tsx'
import { MutePanel } from './mute-panel.tsx'
import { nameOf, Traits } from './traits.tsx'
import { readUser, type User } from './wire.ts'
import '../accounts/care.css'
import './people.css'

/** One person: who they are, what they saw, what they did. */
export function PersonPage() {
  const w = words(peopleWords)
  const { params } = useRoute()
  const id = params['id'] ?? ''
  const person = useResource(`user/${id}`, () => readUser(id))
  const campaigns = useResource('campaigns', listCampaigns)
  const settings = useResource('settings', readSettings)
  const [deleted, setDeleted] = useState<string>()
  if (deleted === id) return <Deleted />
  return (
    <Page
      title={person.data ? nameOf(person.data) : id}
      above={<a href="/console/people">← {w.people}</a>}
      beside={
        <>
          {person.data?.anonymous && <Tag>{w.anonymous}</Tag>}
          <Button href={debuggerHref({ user: id })}>{words(debuggerWords).whyHere}</Button>
          <OpenInProduct user={id} />
        </>
      }
    >
      <Loaded from={inOneGo(person, campaigns, settings)}>
        {(data) => (
          <Person
            person={data}
            names={new Map(campaigns.data?.map((one) => [one.id, one.name]))}
            zone={settings.data?.zone}
            onDeleted={() => setDeleted(id)}
          />
        )}
      </Loaded>
    </Page>
  )
}

function Person(props: { person: User; names: ReadonlyMap<string, string>; zone: string | undefined; onDeleted: () => void }) {
  const { person, names, zone, onDeleted } = props
  const w = words(peopleWords)
  const { accounts, campaigns } = person
  return (
    <div class="stack-24">
      <div class="halves">
        <section class="panel" aria-labelledby="person-title">
          <h2 id="person-title">{w.person}</h2>
          <dl class="facts">
            <div class="fact">
              <dt>ID</dt>
              <dd>
                <code>{person.id}</code>
              </dd>
            </div>
            <div class="fact">
              <dt>{w.account}</dt>
              <dd class="row">
                {accounts.length === 0
                  ? '–'
                  : accounts.map((one) => (
                      <a key={one} href={`/console/accounts/${encodeURIComponent(one)}`}>
                        {one}
                      </a>
                    ))}
              </dd>
            </div>
            <div class="fact">
              <dt>{w.firstSeen}</dt>
              <dd>{moment(person.firstSeenAt)}</dd>
            </div>
            <div class="fact">
              <dt>{w.lastSeen}</dt>
              <dd>{moment(person.lastSeenAt)}</dd>
            </div>
            {person.anonymousIds.length > 0 && (
              <div class="fact">
                <dt>{w.wasAnonymous}</dt>
                <dd>{person.anonymousIds.join(', ')}</dd>
              </div>
            )}
          </dl>
        </section>
        <section class="panel" aria-labelledby="traits-title">
          <h2 id="traits-title">{w.traits}</h2>
          <Traits traits={person.traits} />
        </section>
      </div>
      {zone && person.care && <MutePanel person={person} zone={zone} />}
      <section class="stack-16" aria-labelledby="campaigns-title">
        <h2 id="campaigns-title">{w.campaigns}</h2>
        {campaigns.length === 0 ? (
          <p class="note">{w.noCampaigns}</p>
        ) : (
          <Table
            caption={w.campaigns}
            columns={[
              { key: 'campaign', head: w.campaign },
              { key: 'shown', head: w.shown, number: true },
              { key: 'outcome', head: w.outcome },
              { key: 'when', head: w.when },
            ]}
            rows={campaigns.map((one) => ({
              key: one.campaign,
              cells: {
                campaign: <a href={`/console/campaigns/${encodeURIComponent(one.campaign)}`}>{names.get(one.campaign) ?? one.campaign}</a>,
                shown: count(one.shown),
                outcome: (
                  <>
                    {one.response ? (w.responses[one.response] ?? one.response) : w.outcomes.none}
                    {one.score !== undefined && <span class="cell-note">{w.score(count(one.score))}</span>}
                    {one.comment && <span class="cell-note">{one.comment}</span>}
                  </>
                ),
                when: day(one.respondedAt ?? one.lastShownAt),
              },
            }))}
          />
        )}
      </section>
      <section class="stack-16" aria-labelledby="events-title">
        <h2 id="events-title">{w.events}</h2>
        <Events events={person.events} />
      </section>
      {!isErased(person.id) && <PersonData id={person.id} onDeleted={onDeleted} />}
    </div>
  )
}
