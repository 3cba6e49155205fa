import { HELD_OUT } from '@espalier/core'
import { keptOf } from '../attribution/kept.ts'
import type { GuardrailReading } from '../guardrails/reading.ts'
import { headlineOf } from '../reports/headline.ts'
import { creditsNaming } from '../results/credits.ts'
import { armsOf } from '../results/figures.ts'
import { resultsOf } from '../results/memory.ts'
import type { Results } from '../results/results.ts'
import { seenLately } from '../results/seen.ts'
import type { Store } from '../store/store.ts'
import type { CampaignSummary } from './shapes.ts'

/** How the guardrails of a campaign stood at the last look; undefined before it. */
type Standing = (campaign: string) => GuardrailReading['state'] | undefined

/** Every campaign with what it did so far, last changed first. Drafts show what would be published, with no figures. */
export async function listCampaigns(store: Store, now: number, standing: Standing): Promise<CampaignSummary[]> {
  const records = await store.campaigns.list()
  const live = new Map((await store.campaigns.live()).map((one) => [one.id, one.definition]))
  const results = await resultsOf(store)
  const seen = await seenLately(store, results, live.keys(), now)
  const { analysis, currency } = await store.workspace.settings()
  return records.map(({ id, state, version, updatedAt, draft }) => {
    const campaign = live.get(id) ?? draft
    const { name, motion, owner, widget, audience, holdout } = campaign
    const met = live.has(id) ? results.met.get(id) : undefined
    const arms = met ? armsOf(met) : []
    return {
      id,
      name,
      motion,
      kind: widget.kind,
      state,
      version,
      updatedAt: new Date(updatedAt).toISOString(),
      audience,
      holdout: holdout.share,
      owner: owner ?? null,
      seen14d: seen.get(id) ?? 0,
      arms: arms.map(({ arm, accounts, converted }) => ({ arm, heldOut: arm === HELD_OUT, accounts, converted })),
      lift: headlineOf(campaign, arms, analysis.accounts) ?? null,
      kept90: keptAfterLongest(results, id, currency, now),
      guardrails: state === 'auto-paused' ? 'crossed' : state === 'running' ? (standing(id) ?? null) : null,
    }
  })
}

/** As the report tells it: in the workspace's currency, unless all credits are in one other. */
function keptAfterLongest(results: Results, id: string, usual: string, now: number): number | null {
  const own = creditsNaming(results, id).filter(({ campaign, heldOut }) => campaign === id && !heldOut)
  const [only, ...others] = new Set(own.map(({ movement }) => movement.currency))
  const currency = only !== undefined && others.length === 0 ? only : usual
  const { after } = keptOf(
    own.filter(({ movement }) => movement.currency === currency),
    now,
  )
  return after.at(-1)?.rate ?? null
}
