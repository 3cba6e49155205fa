import { day } from '../format.ts'
import { nameOf } from '../people/traits.tsx'
import { leadWords } from '../text/leads.ts'
import { words } from '../text/text.ts'
import { Definition } from '../ui/definition.tsx'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { OutcomeChoice } from './outcome-choice.tsx'
import { leadHref, nameOfLead, type Lead } from './wire.ts'

const TONES = { new: 'plain', accepted: 'plain', rejected: 'warn', won: 'good' } as const

/** Leads with how they stand and why, and the choice of what became of them. */
export function LeadTable({ leads, onSaid }: { leads: readonly Lead[]; onSaid: () => void }) {
  const w = words(leadWords)
  return (
    <Table
      caption={w.title}
      columns={[
        { key: 'account', head: w.account },
        { key: 'campaign', head: w.campaign },
        { key: 'person', head: w.person },
        { key: 'passed', head: w.passed },
        { key: 'next', head: w.next },
        { key: 'stands', head: <Definition text={w.defined}>{w.stands}</Definition>, label: w.stands },
        { key: 'say', head: w.say },
      ]}
      rows={leads.map((lead) => ({
        key: `${lead.campaign}/${lead.account}`,
        cells: {
          account: <a href={`/console/accounts/${encodeURIComponent(lead.account)}`}>{nameOfLead(lead)}</a>,
          campaign: <a href={`/console/campaigns/${encodeURIComponent(lead.campaign)}/report`}>{lead.campaignName}</a>,
          person: <a href={`/console/people/${encodeURIComponent(lead.person)}`}>{nameOf({ id: lead.person, traits: {} })}</a>,
          passed: <Passed lead={lead} />,
          next: <Next lead={lead} />,
          stands: <Standing lead={lead} />,
          say: <OutcomeChoice lead={lead} onSaid={onSaid} />,
        },
      }))}
    />
  )
}

/** When it was passed, and the way to what was known at that moment: the evidence for whoever calls. */
function Passed({ lead }: { lead: Lead }) {
  const w = words(leadWords)
  return (
    <>
      {day(lead.passedAt)}
      <a class="cell-note lead-known" href={leadHref(lead)} aria-label={w.openOf(nameOfLead(lead))}>
        {w.open}
      </a>
    </>
  )
}

/** Who has to do what by when; that it is late stands there as a word. */
function Next({ lead: { owner, side, dueOn, overdue, nextStep } }: { lead: Lead }) {
  const w = words(leadWords)
  return (
    <>
      {w.ofSide(owner ?? w.nobody, w.sides[side])}
      {dueOn && (
        <span class="cell-note">
          {w.dueOn(day(dueOn))} {overdue && <Tag tone="warn">{w.overdue}</Tag>}
        </span>
      )}
      {nextStep && <span class="cell-note">{nextStep}</span>}
    </>
  )
}

function Standing({ lead: { state, since, by, author, reason } }: { lead: Lead }) {
  const w = words(leadWords)
  const because = by === 'people' ? w.by.people(author ?? '–') : by === null ? undefined : w.by[by]
  return (
    <>
      <Tag tone={TONES[state]}>{w.states[state]}</Tag>
      {because && (
        <span class="cell-note">
          {day(since)} · {because}
        </span>
      )}
      {reason && <span class="cell-note">{reason}</span>}
    </>
  )
}
