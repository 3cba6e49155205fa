import type { Decision, DecisionInput, Reason } from '@espalier/core'
import type { BothLanguages, CampaignState, Motion, WidgetKind } from '@espalier/core/schema'
import { request } from '../api.ts'
import type { Question } from './question.ts'

/** A refusal with the sentence that people read. */
export type SaidReason = Reason & { words: BothLanguages }

/** One clause of the author's rule: met, not met, or open (`null`) because only a page could say. */
export interface RuleClause {
  words: BothLanguages
  pass: boolean | null
}

/** A decision with everything that makes it readable. */
export interface ExplainedDecision extends Omit<Decision, 'reasons'> {
  name: string
  motion: Motion
  kind: WidgetKind
  state: CampaignState
  reasons: SaidReason[]
  summary: BothLanguages
  /** What would have to be different for the campaign to appear. */
  change: BothLanguages[]
  rule: RuleClause[]
}

/** Answer of `GET /v1/decisions/explain`. */
export interface Explanation {
  /** The moment that was decided for, ISO 8601. */
  at: string
  user: string
  account: string
  /** False: nobody by that id had been seen until then; what follows holds for a stranger. */
  known: boolean
  page: {
    path?: string
    places: string[]
    /** The page was not recorded, so it is assumed that every place was there. */
    assumed: boolean
  }
  /** What was known, as the tree that rules read. */
  facts: Readonly<Record<string, unknown>>
  /** The same with everything else that the engine was given; infinite numbers came as `null`. */
  input: DecisionInput
  decisions: ExplainedDecision[]
}

/** Every candidate at that moment, and why. */
export function readExplanation({ user, account, at, url }: Question): Promise<Explanation> {
  const query = new URLSearchParams({ user, ...(account && { account }), ...(at && { at }), ...(url && { url }) })
  return request('GET', `/v1/decisions/explain?${query}`)
}
