import { useRoute } from 'preact-iso'
import { debuggerHref } from '../debugger/question.ts'
import { day, momentIn } from '../format.ts'
import { leadEvidenceWords } from '../text/lead-evidence.ts'
import { leadWords } from '../text/leads.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Tag } from '../ui/tag.tsx'
import { isErased } from '../privacy/wire.ts'
import { nameOf } from '../people/traits.tsx'
import { Evidence } from './evidence.tsx'
import { Fact } from './fact.tsx'
import { OutcomeChoice } from './outcome-choice.tsx'
import { PlanPanel } from './plan-panel.tsx'
import { Timeline } from './timeline.tsx'
import '../people/people.css'
import './leads.css'
import { nameOfLead, readLead, type Lead } from './wire.ts'

/** One lead: who does what next, what became of it, and what was known when it was passed. It prints as a page to take along. */
export function LeadPage() {
  const w = words(leadEvidenceWords)
  const { params } = useRoute()
  const [campaign, account] = [params['campaign'] ?? '', params['account'] ?? '']
  const pack = useResource(`lead/${JSON.stringify([campaign, account])}`, () => readLead({ campaign, account }))
  return (
    <Page
      title={pack.data ? nameOfLead(pack.data.lead) : account}
      above={<a href="/console/leads">← {w.back}</a>}
      beside={
        <Button small onClick={() => print()}>
          {w.print}
        </Button>
      }
    >
      <Loaded from={pack}>
        {({ lead, evidence, timeline }) => (
          <div class="stack-24">
            <Head lead={lead} zone={evidence.zone} onSaid={pack.reload} />
            <PlanPanel lead={lead} onSaved={pack.reload} />
            <Timeline timeline={timeline} zone={evidence.zone} />
            <Evidence evidence={evidence} />
            <p class="unprinted">
              <a href={debuggerHref({ user: lead.person, account: lead.account, campaign: lead.campaign, at: lead.passedAt })}>
                {w.explain}
              </a>
            </p>
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Head({ lead, zone, onSaid }: { lead: Lead; zone: string; onSaid: () => void }) {
  const w = words(leadEvidenceWords)
  const l = words(leadWords)
  return (
    <section class="panel stack-16" aria-label={w.back}>
      <div class="row">
        <Tag tone={lead.state === 'won' ? 'good' : lead.state === 'rejected' ? 'warn' : 'plain'}>{l.states[lead.state]}</Tag>
        {lead.overdue && <Tag tone="warn">{l.overdue}</Tag>}
        <span class="push unprinted">
          <OutcomeChoice lead={lead} onSaid={onSaid} />
        </span>
      </div>
      <dl class="facts">
        <Fact name={w.campaign}>
          <a href={`/console/campaigns/${encodeURIComponent(lead.campaign)}/report`}>{lead.campaignName}</a>
        </Fact>
        <Fact name={w.standing}>
          <a href={`/console/accounts/${encodeURIComponent(lead.account)}`}>{isErased(lead.account) ? nameOfLead(lead) : lead.account}</a>
        </Fact>
        <Fact name={w.person}>
          <a href={`/console/people/${encodeURIComponent(lead.person)}`}>{nameOf({ id: lead.person, traits: {} })}</a>
        </Fact>
        <Fact name={w.passed}>{momentIn(lead.passedAt, zone)}</Fact>
        <Fact name={l.owner}>{l.ofSide(lead.owner ?? l.nobody, l.sides[lead.side])}</Fact>
        <Fact name={w.otherOwner}>
          {l.ofSide((lead.side === 'cs' ? lead.sales : lead.cs) ?? l.nobody, l.sides[lead.side === 'cs' ? 'sales' : 'cs'])}
        </Fact>
        <Fact name={l.due}>{lead.dueOn ? day(lead.dueOn) : l.noNext}</Fact>
        <Fact name={l.next}>{lead.nextStep ?? l.noNext}</Fact>
        {lead.reason && <Fact name={w.reason}>{lead.reason}</Fact>}
      </dl>
    </section>
  )
}
