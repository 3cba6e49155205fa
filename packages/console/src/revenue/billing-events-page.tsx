import { BILLING_OUTCOMES, type BillingEventReport } from '@espalier/core/schema'
import { useLocation } from 'preact-iso'
import { request } from '../api.ts'
import { count, moment } from '../format.ts'
import { address } from '../address.ts'
import { billingEventWords } from '../text/billing-events.ts'
import { revenueWords } from '../text/revenue.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Definition } from '../ui/definition.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import './revenue.css'

type Event = BillingEventReport['events'][number]

/** What the address says: a status (without one, what was not applied), an account, and where the page begins. */
interface Asked {
  status?: string | undefined
  account?: string | undefined
  before?: string | undefined
}

const HERE = '/console/revenue/billing-events'
/** In the address in place of a status. */
const EVERYTHING = 'all'
const NOT_APPLIED = 'not-applied'

const TONES = { applied: 'good', recorded: 'plain', stale: 'plain', parked: 'warn', ignored: 'plain', refused: 'bad' } as const

/** What became of what billing systems sent. The address holds the choice, so that it can be passed on. */
export function BillingEventsPage() {
  const w = words(billingEventWords)
  const { query, route } = useLocation()
  const asked: Asked = { status: query['status'], account: query['account'], before: query['before'] }
  const { status = NOT_APPLIED } = asked
  const path = address('/v1/billing/events', { ...asked, status: status === EVERYTHING ? undefined : status })
  const report = useResource(path, () => request<BillingEventReport>('GET', path))
  const go = (next: Asked) => route(address(HERE, { ...asked, before: undefined, ...next }))
  return (
    <Page title={w.title} above={<a href="/console/revenue">← {words(revenueWords).title}</a>}>
      <div class="stack-24">
        <p class="note">{w.intro}</p>
        <div class="filters">
          <Choice
            label={w.show}
            value={status}
            options={[
              [NOT_APPLIED, w.notApplied],
              [EVERYTHING, w.everything],
              ...BILLING_OUTCOMES.map((one) => [one, w.statuses[one]] as const),
            ]}
            choose={(chosen) => go({ status: chosen })}
          />
          <Field label={w.account} hint={w.accountHint}>
            {(field) => (
              <input
                {...field}
                type="text"
                maxLength={256}
                value={asked.account ?? ''}
                onChange={({ currentTarget }) => go({ account: currentTarget.value.trim() || undefined })}
              />
            )}
          </Field>
        </div>
        <Loaded from={report}>{(data) => <Report report={data} asked={asked} status={status} />}</Loaded>
      </div>
    </Page>
  )
}

function Report({ report, asked, status }: { report: BillingEventReport; asked: Asked; status: string }) {
  const w = words(billingEventWords)
  const { events, next } = report
  return (
    <div class="stack-24">
      <Counts report={report} asked={asked} />
      {events.length === 0 ? <Nothing report={report} asked={asked} status={status} /> : <Events events={events} />}
      {(asked.before || next !== null) && (
        <div class="row">
          {asked.before && (
            <Button small href={address(HERE, { ...asked, before: undefined })}>
              {w.newest}
            </Button>
          )}
          {next !== null && (
            <Button small href={address(HERE, { ...asked, before: next })}>
              {w.older}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

function Counts({ report: { counts, signatures }, asked }: { report: BillingEventReport; asked: Asked }) {
  const w = words(billingEventWords)
  return (
    <section class="panel" aria-labelledby="billing-counts">
      <h2 id="billing-counts">{asked.account ? w.countsOf(asked.account) : w.counts}</h2>
      <dl class="measures tallies">
        {BILLING_OUTCOMES.map((status) => (
          <div key={status}>
            <dt>
              <Definition text={w.defined[status]}>{w.statuses[status]}</Definition>
            </dt>
            <dd class="figure middle">
              <a href={address(HERE, { status, account: asked.account })}>{count(counts[status])}</a>
            </dd>
          </div>
        ))}
      </dl>
      {!asked.account && (
        <p class="note">
          <Definition text={w.defined.signatures}>{w.signatures(count(signatures.days))}</Definition>: {count(signatures.failed)}
          {signatures.failed > 0 && signatures.lastOn && ` · ${w.signaturesText(signatures.lastOn)}`}
        </p>
      )}
    </section>
  )
}

function Nothing({ report: { counts }, asked, status }: { report: BillingEventReport; asked: Asked; status: string }) {
  const w = words(billingEventWords)
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0)
  if (all === 0 && !asked.account) {
    return (
      <Empty title={w.none} action={<Button href="/console/accounts">{w.toImport}</Button>}>
        {w.noneText}
      </Empty>
    )
  }
  const isDone = status === NOT_APPLIED && all > 0 && !asked.before
  return (
    <Empty title={isDone ? w.allApplied : w.noMatch} action={<Button href={address(HERE, { status: EVERYTHING })}>{w.showAll}</Button>}>
      {isDone ? w.allAppliedText : w.noMatchText}
    </Empty>
  )
}

function Events({ events }: { events: readonly Event[] }) {
  const w = words(billingEventWords)
  return (
    <Table
      caption={w.title}
      columns={[
        { key: 'event', head: w.event },
        { key: 'came', head: w.came },
        { key: 'account', head: w.account },
        { key: 'became', head: w.became },
        { key: 'why', head: w.why },
      ]}
      rows={events.map((one) => ({
        key: `${one.status} ${one.id}`,
        cells: {
          event: (
            <>
              {one.source === 'api' ? w.told : one.type || w.noType}
              <span class="cell-note">{one.id}</span>
            </>
          ),
          came: (
            <>
              <span class="came">{moment(one.receivedAt)}</span>
              {one.times > 1 && <span class="cell-note">{w.times(count(one.times))}</span>}
            </>
          ),
          account: <Whose event={one} />,
          became: <Tag tone={TONES[one.status]}>{w.statuses[one.status]}</Tag>,
          why: <Why event={one} />,
        },
      }))}
    />
  )
}

function Whose({ event: { account, customer } }: { event: Event }) {
  const w = words(billingEventWords)
  if (account === null && customer === null) return <>–</>
  return (
    <>
      {account !== null && <a href={`/console/accounts/${encodeURIComponent(account)}`}>{account}</a>}
      {customer !== null && <span class="cell-note">{w.customer(customer)}</span>}
    </>
  )
}

function Why({ event: { reason, field } }: { event: Event }) {
  const w = words(billingEventWords)
  if (reason === null) return <>–</>
  return (
    <>
      {w.reasons[reason]}
      {field !== null && (
        <>
          {' '}
          <code>{field}</code>
        </>
      )}
      {w.todo[reason] && <span class="cell-note">{w.todo[reason]}</span>}
    </>
  )
}
