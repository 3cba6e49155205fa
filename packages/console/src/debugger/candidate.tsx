import { GATE_NAMES } from '@espalier/core/words'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { count } from '../format.ts'
import { locale } from '../locale.ts'
import { campaignWords } from '../text/campaigns.ts'
import { debuggerWords } from '../text/debugger.ts'
import { words } from '../text/text.ts'
import { placeName } from './place-name.ts'
import { RuleClauses } from './rule-clauses.tsx'
import { VerdictTag } from './verdict-tag.tsx'
import type { ExplainedDecision } from './wire.ts'

/** One campaign: what was decided, why, and what would have to change. */
export function Candidate(props: { decision: ExplainedDecision; names: ReadonlyMap<string, string>; open: boolean }) {
  const { decision, names, open } = props
  const w = words(debuggerWords)
  const { campaign, verdict, reasons, place, winner, arm } = decision
  const details = useRef<HTMLDetailsElement>(null)
  // Set once: whoever opens or closes it afterwards is the reader.
  useLayoutEffect(() => {
    if (details.current) details.current.open = open
  }, [])
  return (
    <li>
      <details ref={details} class={`panel candidate ${verdict}`}>
        <summary>
          <h2 class="candidate-head">
            <span class="candidate-name">{decision.name}</span>
            <VerdictTag verdict={verdict} />
          </h2>
          <span class="candidate-said">{decision.summary[locale.value]}</span>
        </summary>
        <div class="candidate-body">
          <p class="row note">
            <a href={`/console/campaigns/${encodeURIComponent(campaign)}`}>{campaign}</a>
            <span>{words(campaignWords).states[decision.state]}</span>
            <span>{w.version(count(decision.version))}</span>
            <span>{winner ? w.wonPlace(placeName(place), names.get(winner) ?? winner) : w.place(placeName(place))}</span>
            {arm && <span>{w.arm(arm)}</span>}
          </p>
          <section>
            <h3>{w.why}</h3>
            {reasons.length === 0 ? (
              <p class="note">{w.noRefusal}</p>
            ) : (
              <ol class="refusals">
                {reasons.map((one, index) => (
                  <li key={`${one.code}${index}`}>
                    <span class="refusal-gate">{GATE_NAMES[one.gate][locale.value]}</span>
                    <span>{one.words[locale.value]}</span>
                  </li>
                ))}
              </ol>
            )}
          </section>
          {decision.change.length > 0 && (
            <section>
              <h3>{w.change}</h3>
              <ul class="changes">
                {decision.change.map((one) => (
                  <li key={one.en}>{one[locale.value]}</li>
                ))}
              </ul>
            </section>
          )}
          <section>
            <h3>{w.rule}</h3>
            <RuleClauses rule={decision.rule} />
          </section>
        </div>
      </details>
    </li>
  )
}
