import { count, percent } from '../format.ts'
import type { Term as Key } from '../text/definitions.ts'
import { creditWords } from '../text/credits.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { Term } from './term.tsx'
import type { CampaignReport } from './wire.ts'

const STEPS = ['eligible', 'heldBack', 'wouldShow', 'shown', 'engaged', 'accepted', 'upgraded', 'kept'] as const

/** From everybody it was meant for to those who reached the goal. Bars are shares of the eligible. */
export function Funnel({ funnel, upgrade }: { funnel: CampaignReport['funnel']; upgrade: boolean }) {
  const w = words(reportWords)
  return (
    <section class="panel" aria-labelledby="funnel-title">
      <h2 id="funnel-title">{w.funnel}</h2>
      <ol class="funnel">
        {STEPS.map((step) => {
          const accounts = funnel[step]
          if (accounts === null) return null
          const share = funnel.eligible > 0 ? accounts / funnel.eligible : 0
          return (
            <li key={step} class={step === 'heldBack' ? 'step held' : 'step'}>
              <span class="step-name">
                <Term of={`funnel.${step}` satisfies Key}>
                  {step === 'kept' ? words(creditWords).keptStep : step === 'upgraded' && !upgrade ? w.reached : w[step]}
                </Term>
              </span>
              <span class="track" aria-hidden="true">
                <span style={{ width: `${share * 100}%` }} />
              </span>
              <span class="step-count figure">{count(accounts)}</span>
              <span class="step-share figure note">{percent(share)}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
