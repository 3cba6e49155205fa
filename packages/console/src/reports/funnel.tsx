import { address } from '../address.ts'
import { count, percent } from '../format.ts'
import type { Term as Key } from '../text/definitions.ts'
import { creditWords } from '../text/credits.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { AccountsLink } from './accounts-link.tsx'
import { Term } from './term.tsx'
import type { CampaignReport } from './wire.ts'

const STEPS = ['eligible', 'heldBack', 'wouldShow', 'shown', 'engaged', 'accepted', 'upgraded', 'kept'] as const

/** What opens behind a step; whom the rules spared is listed by day, and the eligible are these two together. */
const BEHIND: Partial<Record<(typeof STEPS)[number], { step: string; arm?: string }>> = {
  wouldShow: { step: 'accounts' },
  shown: { step: 'shown', arm: 'any' },
  engaged: { step: 'engaged', arm: 'any' },
  accepted: { step: 'accepted', arm: 'any' },
  upgraded: { step: 'converted', arm: 'any' },
  kept: { step: 'kept' },
}

/** From everybody it was meant for to those who reached the goal. Bars are shares of the eligible. */
export function Funnel({ report: { campaign, funnel }, upgrade }: { report: CampaignReport; upgrade: boolean }) {
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
              <span class="step-count figure">
                <Opened campaign={campaign} step={step} accounts={accounts} />
              </span>
              <span class="step-share figure note">{percent(share)}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function Opened({ campaign, step, accounts }: { campaign: string; step: (typeof STEPS)[number]; accounts: number }) {
  const behind = BEHIND[step]
  if (behind) {
    return (
      <AccountsLink campaign={campaign} accounts={accounts} {...behind}>
        {count(accounts)}
      </AccountsLink>
    )
  }
  if (step === 'heldBack' && accounts > 0) return <a href={address('/console/held-back', { campaign })}>{count(accounts)}</a>
  return <>{count(accounts)}</>
}
