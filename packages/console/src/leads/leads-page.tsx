import { useLocation } from 'preact-iso'
import { moment, count, month as writeMonth } from '../format.ts'
import { address } from '../home/wire.ts'
import { locale } from '../locale.ts'
import { homeWords } from '../text/home.ts'
import { leadWords } from '../text/leads.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { LeadTable } from './lead-table.tsx'
import './leads.css'
import { readLeads, type AskedLeads, type Lead } from './wire.ts'

const STATES: readonly Lead['state'][] = ['new', 'accepted', 'rejected', 'won']

/** The accounts that campaigns passed to people, and what became of them. The address holds the choice. */
export function LeadsPage() {
  const w = words(leadWords)
  const h = words(homeWords)
  const { query, route } = useLocation()
  const asked: AskedLeads = Object.fromEntries(
    (['month', 'state', 'campaign', 'owner', 'overdue', 'by', 'value'] as const).flatMap((key) => (query[key] ? [[key, query[key]]] : [])),
  )
  const report = useResource(address('leads', asked), () => readLeads(asked))
  const months = [...new Set([...(asked.month ? [asked.month] : []), ...lastMonths(12)])].toSorted().toReversed()
  const go = (next: AskedLeads) => route(address('/console/leads', { ...asked, ...next }))
  return (
    <Page
      title={asked.month ? w.titleOf(writeMonth(asked.month)) : w.title}
      above={<a href={address('/console/home', { month: asked.month, by: asked.by, value: asked.value })}>← {h.back}</a>}
      beside={
        <Button small href={address('/v1/reports/leads', { ...asked, format: 'csv', lang: locale.value })}>
          {h.download}
        </Button>
      }
    >
      <div class="stack-24">
        <p class="note">{w.text}</p>
        <div class="filters lead-filters">
          <Field label={w.month}>
            {(field) => (
              <select {...field} value={asked.month ?? ''} onChange={(event) => go({ month: event.currentTarget.value })}>
                <option value="">{w.allMonths}</option>
                {months.map((month) => (
                  <option key={month} value={month}>
                    {writeMonth(month)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={w.state}>
            {(field) => (
              <select {...field} value={asked.state ?? ''} onChange={(event) => go({ state: event.currentTarget.value })}>
                <option value="">{w.anyState}</option>
                {STATES.map((state) => (
                  <option key={state} value={state}>
                    {w.states[state]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={w.owner}>
            {(field) => (
              <select {...field} value={asked.owner ?? ''} onChange={(event) => go({ owner: event.currentTarget.value })}>
                <option value="">{w.anyOwner}</option>
                {[...new Set([...(asked.owner ? [asked.owner] : []), ...(report.data?.owners ?? [])])].map((owner) => (
                  <option key={owner} value={owner}>
                    {owner}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={w.due}>
            {(field) => (
              <select {...field} value={asked.overdue ?? ''} onChange={(event) => go({ overdue: event.currentTarget.value })}>
                <option value="">{w.anyDue}</option>
                <option value="true">{w.overdueOnly}</option>
              </select>
            )}
          </Field>
        </div>
        <Loaded from={report}>
          {(data) =>
            !data.passing ? (
              <Empty title={w.notPassing} action={<Button href="/console/campaigns">{w.toCampaigns}</Button>}>
                {w.notPassingText}
              </Empty>
            ) : data.leads.length === 0 ? (
              <Empty title={w.none}>{w.noneText}</Empty>
            ) : (
              <div class="stack-16">
                <LeadTable leads={data.leads} onSaid={report.reload} />
                <p class="note">
                  {w.listed(count(data.leads.length), count(data.total))} · {w.asOf(moment(data.asOf), data.zone)}
                </p>
              </div>
            )
          }
        </Loaded>
      </div>
    </Page>
  )
}

/** Names of the last months, this one first. */
function lastMonths(many: number): string[] {
  const now = new Date()
  return Array.from({ length: many }, (_, back) => {
    const day = new Date(now.getFullYear(), now.getMonth() - back, 1)
    return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}`
  })
}
