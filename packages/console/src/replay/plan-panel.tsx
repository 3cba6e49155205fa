import { heldOutShare } from '@espalier/core'
import type { CampaignInput, SamplePlan } from '@espalier/core/schema'
import { sampleQuestion } from '@espalier/core/schema'
import { useMemo } from 'preact/hooks'
import { BoundNumber } from '../campaigns/bound.tsx'
import { checkWith } from '../campaigns/check.ts'
import { createDraft } from '../campaigns/draft.ts'
import { count, decimal, percent } from '../format.ts'
import { planWords } from '../text/plan.ts'
import { words } from '../text/text.ts'
import { Notice } from '../ui/notice.tsx'
import { AskedPanel } from './asked-panel.tsx'
import { useOnDemand } from './on-demand.ts'
import { planSample } from './wire.ts'

const check = checkWith(sampleQuestion)

/** What is asked; the hold-out is the campaign's and the workspace's. */
const USUAL = { baseRate: 0.05, difference: 0.02, accountsPerWeek: 100 }

/** How many accounts the draft must meet until its report can say something, and how long that takes. */
export function PlanPanel({ campaign, workspaceHoldout = 0 }: { campaign: CampaignInput; workspaceHoldout: number | undefined }) {
  const w = words(planWords)
  const holdout = heldOutShare(workspaceHoldout, campaign.holdout?.share)
  const draft = useMemo(() => createDraft<typeof USUAL>(USUAL, (value) => check({ ...(value as typeof USUAL), holdout: 0.5 })), [])
  const question = { ...draft.value.value, holdout }
  const plan = useOnDemand(JSON.stringify(question), () => planSample(question))
  if (holdout === 0 || holdout === 1) return <Notice title={w.title}>{w.noHoldout}</Notice>
  return (
    <AskedPanel
      title={w.title}
      about={w.text}
      ask={w.ask}
      askAgain={w.askAgain}
      waiting={w.waiting}
      ready={draft.valid.value}
      from={plan}
      fields={
        <div class="settings-grid">
          <BoundNumber draft={draft} path="baseRate" label={w.baseRate} hint={w.baseRateHint} unit="%" factor={100} min={0} max={100} />
          <BoundNumber
            draft={draft}
            path="difference"
            label={w.difference}
            hint={w.differenceHint}
            unit={w.points}
            factor={100}
            min={0}
            max={100}
          />
          <BoundNumber draft={draft} path="accountsPerWeek" label={w.perWeek} hint={w.perWeekHint} min={1} step={1} />
        </div>
      }
    >
      {(answer) => <Answer plan={answer} holdout={holdout} />}
    </AskedPanel>
  )
}

function Answer({ plan: { everyLook, oneLook }, holdout }: { plan: SamplePlan; holdout: number }) {
  const w = words(planWords)
  return (
    <dl class="figures">
      {[
        { name: w.everyLook, size: everyLook },
        { name: w.oneLook, size: oneLook },
      ].map(({ name, size }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="figure middle">
            {size.weeks === null ? w.accounts(count(size.accounts)) : w.weeks(decimal(size.weeks, size.weeks < 10 ? 1 : 0))}
          </dd>
          <dd class="note">{w.ofThese(count(size.accounts), count(size.heldOut), percent(holdout))}</dd>
        </div>
      ))}
    </dl>
  )
}
