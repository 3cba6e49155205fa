import type { Gate, Reason, Verdict } from '@espalier/core'
import type { BothLanguages, CampaignInput, SamplePlan, SampleQuestion } from '@espalier/core/schema'
import { request } from '../api.ts'

/** How often another campaign was in the way, or would have been displaced. */
export interface Rivalry {
  campaign: string
  name: string
  times: number
}

/** How often a gate said no, to how many accounts. */
export interface Refusals {
  gate: Gate
  code: string
  times: number
  accounts?: number
}

/** One decision of the replay that can be looked at. */
export interface SampleDecision {
  user: string
  account: string
  /** ISO 8601. */
  at: string
  verdict: Verdict
  path?: string
}

/** One day of a replay in the workspace's zone. */
export interface ReplayDay {
  day: string
  shown: number
  heldOut: number
  people: number
}

/** What a replay counts of one campaign. */
export interface ReplayFigures {
  /** Times at which every gate said yes, the hold-out included. */
  impressions: number
  people: number
  accounts: number
  /** Those of the impressions that the hold-out does not see. */
  heldOut: number
  perDay: ReplayDay[]
}

/** What a draft would have done, beside what the running version did. Times are ISO 8601. */
export interface ReplayResult extends ReplayFigures {
  from: string
  to: string
  /** Recorded events that were gone through. */
  events: number
  /** Moments at which something could have been decided. */
  moments: number
  /** Moments at which the page was not recorded, so that the place was assumed. */
  assumed: number
  lostToBudget: number
  lostToOthers: Rivalry[]
  /** Impressions of running campaigns that the draft would have displaced. */
  takenFromOthers: Rivalry[]
  /** Refusals of the care gates. */
  spared: Refusals[]
  /** All refusals, those of the care gates included. */
  blocked: Refusals[]
  upgrades: { known: number; preceded: number; without: number }
  samples: SampleDecision[]
  running?: ReplayFigures & { version: number }
  diff?: { impressions: number; people: number; accounts: number }
}

/** One replay: on its way, or what came of it. One that waits for its turn is `running` without progress. Times are ISO 8601. */
export interface Replay {
  id: string
  campaign: string
  days: number
  status: 'running' | 'done' | 'cancelled' | 'failed'
  /** 0 to 1. */
  progress: number
  startedAt: string
  /** With `failed`: why. */
  error?: 'server-stopped' | 'failed'
  result?: ReplayResult
}

/** Who matches an audience, and who nearly does. */
export interface AudienceEstimate {
  total: { people: number; accounts: number }
  matching: { people: number; accounts: number }
  /** Share of the accounts that was looked at, 0 to 1; counts are scaled up. */
  share: number
  sample: { user: string; account: string }[]
  nearest: { user: string; account: string; lacking: (Reason & { words: BothLanguages })[]; distance: number }[]
  /** Where only a page could answer, people are `open`. A group of lines has no path; its operator is `$or`, `$nor` or `$not`. */
  byClause: { path: string | null; operator: string; needed: unknown; passing: number; open: number }[]
}

/** Which running campaigns meet the same accounts in the same place. */
export interface ConflictForecast {
  rivals: { campaign: string; name: string; place: string; sharedAccounts: number; winner: string; priority: number }[]
  lostToBudget: { accounts: number; share: number }
  /** Accounts that were looked at. */
  sampled: number
}

const at = '/v1/decisions/backtest'

/** Starts to replay a draft over the last days. */
export function startReplay(campaign: CampaignInput, days: number): Promise<Replay> {
  return request('POST', at, { campaign, days })
}

/** How far a replay is, and what came of it. */
export function readReplay(id: string): Promise<Replay> {
  return request('GET', `${at}/${encodeURIComponent(id)}`)
}

/** Stops a replay. */
export function cancelReplay(id: string): Promise<unknown> {
  return request('DELETE', `${at}/${encodeURIComponent(id)}`)
}

/** Earlier replays of a campaign, newest first. */
export async function listReplays(campaign: string): Promise<Replay[]> {
  return (await request<{ backtests: Replay[] }>('GET', `${at}?campaign=${encodeURIComponent(campaign)}`)).backtests
}

/** Who matches the draft's audience now. */
export function estimateAudience(campaign: CampaignInput): Promise<AudienceEstimate> {
  return request('POST', '/v1/decisions/audience', { campaign, limit: 6 })
}

/** Which running campaigns the draft would meet. */
export function forecastConflicts(campaign: CampaignInput): Promise<ConflictForecast> {
  return request('POST', '/v1/decisions/conflicts', { campaign })
}

/** How many accounts it takes to prove a difference. */
export function planSample(question: SampleQuestion): Promise<SamplePlan> {
  const query = Object.entries(question).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return request('GET', `/v1/reports/plan?${new URLSearchParams(query)}`)
}
