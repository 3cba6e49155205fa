import type { Settings } from '@espalier/core/schema'
import { BoundNumber } from '../campaigns/bound.tsx'
import type { Draft } from '../campaigns/draft.ts'
import { percent } from '../format.ts'
import { guardrailWords } from '../text/guardrails.ts'
import { restraintWords } from '../text/restraint.ts'
import { words } from '../text/text.ts'

/** Motions in which to pay less is what is offered. */
const TO_PAY_LESS: readonly unknown[] = ['downsell', 'save']

/** How much harm this campaign may do before it is paused; where nothing is said, as much as the workspace allows. */
export function GuardrailForm({ draft, usual }: { draft: Draft; usual: Settings['guardrails'] | undefined }) {
  const w = words(guardrailWords)
  const { cutoffs } = words(restraintWords)
  const lessIsOffered = TO_PAY_LESS.includes(draft.read('motion'))
  const watched = (['churn', 'contraction', 'dismissal', 'detractor'] as const).filter((one) => one !== 'contraction' || !lessIsOffered)
  return (
    <fieldset class="stack-16 guardrail-form">
      <legend class="label">{w.own}</legend>
      <p class="hint">{w.ownHint}</p>
      {watched.map((one) => (
        <BoundNumber
          key={one}
          draft={draft}
          path={`guardrails.${one}`}
          tidy="guardrails"
          label={cutoffs[one]}
          hint={usual && w.usual(percent(usual[one]))}
          optional
          unit="%"
          factor={100}
          min={0}
          max={100}
        />
      ))}
    </fieldset>
  )
}
