import { leadWord, LEAD_SIDES } from '@espalier/core/schema'
import { useMemo } from 'preact/hooks'
import { changesOf } from '../accounts/change.ts'
import { SaveChange } from '../accounts/save-change.tsx'
import { BoundChoice, BoundText } from '../campaigns/bound.tsx'
import { checkWith } from '../campaigns/check.ts'
import { createDraft } from '../campaigns/draft.ts'
import { leadEvidenceWords } from '../text/lead-evidence.ts'
import { leadWords } from '../text/leads.ts'
import { words } from '../text/text.ts'
import { Field } from '../ui/field.tsx'
import { sayOfLead, type Lead, type LeadWord } from './wire.ts'

type Planned = Pick<LeadWord, 'side' | 'cs' | 'sales' | 'dueOn' | 'nextStep'>

/** Who of both sides has the lead, and what is to be done by when. */
export function PlanPanel({ lead, onSaved }: { lead: Lead; onSaved: () => void }) {
  const w = words(leadWords)
  const e = words(leadEvidenceWords)
  const draft = useMemo(() => createDraft<Planned>(plannedIn(lead), checkWith(leadWord)), [lead.campaign, lead.account])
  const save = async () => {
    const sent = draft.value.value
    const saved = await sayOfLead(lead, changesOf(plannedIn(lead), sent) as LeadWord)
    draft.saved(plannedIn(saved), sent)
    onSaved()
  }
  return (
    <section class="panel stack-16 unprinted" aria-labelledby="plan-title">
      <h2 id="plan-title">{e.plan}</h2>
      <div class="lead-form">
        <BoundChoice draft={draft} path="side" label={e.side} options={LEAD_SIDES.map((value) => ({ value, label: w.sides[value] }))} />
        <BoundText draft={draft} path="cs" label={w.cs} hint={w.nameHint} optional />
        <BoundText draft={draft} path="sales" label={w.sales} hint={w.nameHint} optional />
        <Field label={e.dueOn} hint={e.dueHint} error={draft.errorOf('dueOn')}>
          {(field) => (
            <input
              {...field}
              data-path="dueOn"
              type="date"
              value={draft.value.value.dueOn ?? ''}
              onInput={(event) => draft.set('dueOn', event.currentTarget.value || undefined)}
            />
          )}
        </Field>
      </div>
      <BoundText draft={draft} path="nextStep" label={w.nextStep} optional lines />
      <SaveChange draft={draft} onSave={save} />
    </section>
  )
}

function plannedIn({ side, cs, sales, dueOn, nextStep }: Lead): Planned {
  return { side, ...(cs && { cs }), ...(sales && { sales }), ...(dueOn && { dueOn }), ...(nextStep && { nextStep }) }
}
