import { count, percent } from '../format.ts'
import type { Term as Key } from '../text/definitions.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { Term } from './term.tsx'
import type { CampaignReport } from './wire.ts'

const STEPS = ['eligible', 'heldBack', 'wouldShow', 'shown', 'engaged', 'accepted', 'upgraded'] as const

/** From everybody it was meant for to those who reached the goal. Bars are shares of the eligible. */
export function Funnel({ funnel, upgrade }: { funnel: CampaignReport['funnel']; upgrade: boolean }) {
  const w = words(reportWords)
  return (
    <section class="panel" aria-labelledby="funnel-title">
      <h2 id="funnel-title">{w.funnel}</h2>
      <ol class="funnel">
        {STEPS.map((step) => {
          const share = funnel.eligible > 0 ? funnel[step] / funnel.eligible : 0
          return (
            <li key={step} class={step === 'heldBack' ? 'step held' : 'step'}>
              <span class="step-name">
                <Term of={`funnel.${step}` satisfies Key}>{step === 'upgraded' && !upgrade ? w.reached : w[step]}</Term>
              </span>
              <span class="track" aria-hidden="true">
                <span style={{ width: `${share * 100}%` }} />
              </span>
              <span class="step-count figure">{count(funnel[step])}</span>
              <span class="step-share figure note">{percent(share)}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
