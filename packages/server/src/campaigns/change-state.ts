import { isDeepStrictEqual } from 'node:util'
import { type CampaignState, refuseSlowPatterns } from '@espalier/core/schema'
import { z } from 'zod'
import { logChange } from '../changes/log-change.ts'
import { loadRules } from '../decisions/rules.ts'
import { checkCounted } from '../definitions/check-counted.ts'
import { checkReferences } from '../definitions/check-references.ts'
import { invalid } from '../http/errors.ts'
import type { CampaignRecord, CampaignVersion } from '../store/campaigns.ts'
import type { Store } from '../store/store.ts'

const quick = z.unknown().superRefine(refuseSlowPatterns)

/** What is published now. */
export interface Publication extends CampaignVersion {
  /** The draft became a version; else it was the newest one already. */
  changed: boolean
  /** Of the campaign, epoch milliseconds. */
  updatedAt: number
}

/**
 * Publishes the draft, which runs from now on: as the next version, unless it is the newest one already. Undefined when there is no such
 * campaign. Throws a 400 for a draft
 * that names what the workspace does not have, or not yet, or holds a pattern that some text keeps busy for ever.
 */
export function publishCampaign(store: Store, id: string, author: string, at: number): Promise<Publication | undefined> {
  return store.transaction(async (inner) => {
    const before = await inner.campaigns.find(id)
    if (before) {
      // A draft may be older than the check that it would not pass today.
      const { error } = quick.safeParse(before.draft)
      if (error) throw invalid(error, 'invalid-campaign')
      checkReferences(before.draft, await loadRules(inner))
      checkCounted(before.draft, await inner.workspace.definitions(), await inner.workspace.counting())
    }
    const newest = before && (await inner.campaigns.version(id, before.version))
    if (newest && isDeepStrictEqual(newest.definition, before.draft)) {
      if (before.state === 'running') return { ...newest, changed: false, updatedAt: before.updatedAt }
      await inner.campaigns.setState(id, 'running', at)
      await logState(inner, before, { ...before, state: 'running' }, author, at)
      return { ...newest, changed: false, updatedAt: at }
    }
    const published = await inner.campaigns.publish(id, author, at)
    if (!published) return undefined
    await logState(inner, before, { id, state: 'running', version: published.version }, author, at)
    return { ...published, changed: true, updatedAt: at }
  })
}

/** Runs, pauses or ends what is published, and writes down why. Undefined when there is no such campaign. */
export function setCampaignState(
  store: Store,
  id: string,
  state: CampaignState,
  author: string,
  at: number,
  why: Why = {},
): Promise<CampaignRecord | undefined> {
  return store.transaction(async (inner) => {
    const before = await inner.campaigns.find(id)
    const changed = await inner.campaigns.setState(id, state, at)
    if (changed) await logState(inner, before, changed, author, at, why)
    return changed
  })
}

/** What is written down beside a change of state. */
export interface Why {
  /** What somebody wrote, for example why a pause is lifted. */
  reason?: string
  /** The guardrails that were crossed, with their figures. */
  crossed?: readonly unknown[]
}

async function logState(
  store: Store,
  before: CampaignRecord | undefined,
  { id, state, version }: Pick<CampaignRecord, 'id' | 'state' | 'version'>,
  author: string,
  at: number,
  why: Why = {},
): Promise<void> {
  const known = before && before.version > 0 ? { state: before.state, version: before.version } : undefined
  await logChange(store, { at, author, kind: 'state', subject: id, body: { state, version, ...why } }, known)
}
