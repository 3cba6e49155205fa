import { useEffect, useId } from 'preact/hooks'
import { leadWords } from '../text/leads.ts'
import { words } from '../text/text.ts'
import { BoundChoice, BoundNumber, BoundText } from './bound.tsx'
import type { Draft } from './draft.ts'

/** Whether accepting passes the account to a person. */
export function LeadChoice({ draft }: { draft: Draft }) {
  const w = words(leadWords)
  const id = useId()
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          data-path="lead"
          checked={draft.read('lead') === true}
          aria-describedby={id}
          onChange={(event) => {
            draft.set('lead', event.currentTarget.checked || undefined)
            if (!event.currentTarget.checked) draft.set('handover', undefined)
          }}
        />
        <span class="label">{w.choice}</span>
      </label>
      <p class="hint" id={id}>
        {w.choiceHint}
      </p>
      {draft.read('lead') === true && <Handover draft={draft} />}
    </div>
  )
}

/** What each new lead begins with. */
function Handover({ draft }: { draft: Draft }) {
  const w = words(leadWords)
  const given = draft.read('handover') as object | undefined
  useEffect(() => {
    if (given && Object.keys(given).length === 0) draft.set('handover', undefined)
  }, [given])
  return (
    <fieldset class="stack-16">
      <legend class="label">{w.handover}</legend>
      <p class="hint">{w.handoverHint}</p>
      <div class="pair">
        <BoundText draft={draft} path="handover.cs" label={w.cs} hint={w.nameHint} optional />
        <BoundText draft={draft} path="handover.sales" label={w.sales} hint={w.nameHint} optional />
        <BoundChoice
          draft={draft}
          path="handover.side"
          label={w.side}
          onChoose={(next) => draft.set('handover.side', next === 'cs' ? next : undefined)}
          options={[
            { value: draft.read('handover.side') === 'sales' ? 'sales' : '', label: w.sides.sales },
            { value: 'cs', label: w.sides.cs },
          ]}
        />
        <BoundNumber
          draft={draft}
          path="handover.dueDays"
          label={w.dueDays}
          hint={w.dueDaysHint}
          unit={w.days}
          min={0}
          max={365}
          step={1}
          optional
        />
      </div>
      <BoundText draft={draft} path="handover.nextStep" label={w.nextStep} optional lines />
    </fieldset>
  )
}
