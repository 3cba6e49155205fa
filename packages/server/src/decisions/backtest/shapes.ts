import { campaign, slug } from '@espalier/core/schema'
import { z } from 'zod'

/** Body of `POST /v1/decisions/backtest`: a draft, or the id of a campaign whose draft is meant, and how many days to look back. */
export const backtestRequest = z.strictObject({
  campaign: z.union([slug, campaign], 'expected a campaign, or the id of one'),
  days: z.int().min(1).max(90).default(30),
})

const heads = { times: z.int(), accounts: z.int() }

/** The figures of one campaign over the period. */
const figures = {
  /** How often every gate would have said yes, the hold-out included. People and accounts are those whom that met. */
  impressions: z.int(),
  people: z.int(),
  accounts: z.int(),
  /** Those of the impressions that the hold-out kept empty. */
  heldOut: z.int(),
  /** By day in the workspace's zone. */
  perDay: z.array(z.object({ day: z.string(), shown: z.int(), heldOut: z.int(), people: z.int() })),
}

/** What a backtest found out. Times are ISO 8601. */
export const backtestResult = z.object({
  from: z.string(),
  to: z.string(),
  /** Events of the period that were read, and moments of them at which something could have been decided. */
  events: z.int(),
  moments: z.int(),
  /** Moments without a recorded view: the place was assumed to be on the page. */
  assumed: z.int(),
  ...figures,
  lostToBudget: z.int(),
  lostToOthers: z.array(z.object({ campaign: z.string(), name: z.string(), times: z.int() })),
  takenFromOthers: z.array(z.object({ campaign: z.string(), name: z.string(), times: z.int() })),
  /** Whom the care gates spared, by reason. */
  spared: z.array(z.object({ gate: z.string(), code: z.string(), ...heads })),
  /** How often each reason stood in the way, care included. */
  blocked: z.array(z.object({ gate: z.string(), code: z.string(), times: z.int() })),
  /** Upgrades of the period: all, those with an impression within the goal's window before them, and the others. */
  upgrades: z.object({ known: z.int(), preceded: z.int(), without: z.int() }),
  samples: z.array(z.object({ user: z.string(), account: z.string(), at: z.string(), verdict: z.string(), path: z.string() })),
  /** What the newest published version would have done, replayed alike, where there is one. */
  running: z.object({ version: z.int(), ...figures }).optional(),
  diff: z.object({ impressions: z.int(), people: z.int(), accounts: z.int() }).optional(),
})
export type BacktestResult = z.infer<typeof backtestResult>

const summary = {
  id: z.string(),
  campaign: z.string(),
  days: z.int(),
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** 0 to 1. */
  progress: z.number(),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
}

/** One backtest; `result` when it is done, `error` when it failed. */
export const backtestAnswer = z.object({
  ...summary,
  result: backtestResult.optional(),
  error: z.enum(['server-stopped', 'failed']).optional(),
})
export type BacktestAnswer = z.infer<typeof backtestAnswer>

/** Query of the list. */
export const backtestQuery = z.object({ campaign: slug.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) })

/** Newest first, without their results. */
export const backtestList = z.object({ backtests: z.array(z.object(summary)) })
