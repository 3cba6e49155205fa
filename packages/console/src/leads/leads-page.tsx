import { useLocation } from 'preact-iso'
import { address } from '../address.ts'
import { moment, count, month as writeMonth } from '../format.ts'
import { locale } from '../locale.ts'
import { homeWords } from '../text/home.ts'
import { leadWords } from '../text/leads.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Empty } from '../ui/empty.tsx'
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
  const report = useResource(address('leads', asked), () => readLeads(asked), { stay: true })
  const months = [...new Set([...(asked.month ? [asked.month] : []), ...lastMonths(12)])].toSorted().toReversed()
  const owners = [...new Set([...(asked.owner ? [asked.owner] : []), ...(report.data?.owners ?? [])])]
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
          <Choice
            label={w.month}
            value={asked.month ?? ''}
            options={[['', w.allMonths], ...months.map((month) => [month, writeMonth(month)] as const)]}
            choose={(month) => go({ month })}
          />
          <Choice
            label={w.state}
            value={asked.state ?? ''}
            options={[['', w.anyState], ...STATES.map((state) => [state, w.states[state]] as const)]}
            choose={(state) => go({ state })}
          />
          <Choice
            label={w.owner}
            value={asked.owner ?? ''}
            options={[['', w.anyOwner], ...owners.map((owner) => [owner, owner] as const)]}
            choose={(owner) => go({ owner })}
          />
          <Choice
            label={w.due}
            value={asked.overdue ?? ''}
            options={[
              ['', w.anyDue],
              ['true', w.overdueOnly],
            ]}
            choose={(overdue) => go({ overdue })}
          />
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
                  {w.listed(count(data.leads.length), count(data.total))} · {w.asOf(moment(data.asOf, data.zone), data.zone)}
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
