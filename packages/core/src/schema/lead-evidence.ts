import { z } from 'zod'
import { leadMoment } from './lead-timeline.ts'
import { lead } from './leads.ts'
import { bothLanguages, currency } from './text.ts'

/** What was known of an account when a campaign passed it as a lead. Times are ISO 8601, and none is after that moment. */
export const leadEvidence = z.strictObject({
  /** The moment that all of it is about: `passedAt` of the lead. */
  at: z.string(),
  /** The zone whose days are meant. */
  zone: z.string(),
  /** What the campaign was to solve, as its version of then says. */
  problemSolved: z.string().nullable(),
  plan: z.strictObject({ id: z.string(), name: bothLanguages }).nullable(),
  phase: z.enum(['onboarding', 'adoption', 'expansion']),
  /** Days until the contract is renewed, where the trait `renewsAt` says so. */
  daysToRenewal: z.number().nullable(),
  /** Traits of the account; a goal is one of them, where the host tells it. */
  traits: z.record(z.string(), z.unknown()),
  /** People of the account who did something, ever and in the last 30 days. */
  people: z.strictObject({ ever: z.int(), lately: z.int() }),
  /** Events of the host in each of the last 8 weeks, the oldest first; a week ends with the moment or 7 days before the next one. */
  weeks: z.array(z.strictObject({ from: z.string(), events: z.int() })),
  usage: z.array(
    z.strictObject({
      feature: z.string(),
      name: bothLanguages,
      used: z.number(),
      /** `null` is unlimited; missing when it was not known. */
      limit: z.number().nullable().optional(),
      state: z.string(),
      resetsAt: z.string().optional(),
      /** When the limit would be reached at the pace of then. */
      forecastAt: z.string().optional(),
    }),
  ),
  features: z.array(
    z.strictObject({
      feature: z.string(),
      name: bothLanguages,
      allowed: z.boolean(),
      /** Uses in the last 30 days; null where no event tells of them. */
      uses: z.int().nullable(),
      /** How often it was touched while it was locked, in the last 30 days. */
      touches: z.int(),
    }),
  ),
  /** What the care gates read; what is missing was not known. */
  health: z.strictObject({
    score: z.number().optional(),
    onboarded: z.boolean().optional(),
    pastDue: z.boolean().optional(),
    risk: z.boolean().optional(),
    cancelling: z.boolean().optional(),
    /** Days since somebody last gave 0 to 6 points. */
    detractorDays: z.number().optional(),
    mutedUntil: z.string().optional(),
    notAFitUntil: z.string().optional(),
  }),
  /** Answers with a score, the newest first, at most 20: `nps` 0 to 10, `csat` 1 to 5. */
  answers: z.array(z.strictObject({ kind: z.enum(['nps', 'csat']), campaign: z.string().nullable(), score: z.number(), at: z.string() })),
  /** Campaigns that somebody of the account saw, and the last that they did about each. */
  campaigns: z.array(
    z.strictObject({
      campaign: z.string(),
      name: z.string(),
      shown: z.int(),
      lastShownAt: z.string().nullable(),
      response: z.enum(['engaged', 'accepted', 'dismissed', 'answered']).nullable(),
      respondedAt: z.string().nullable(),
    }),
  ),
  /** Recurring revenue a month by currency, in its major unit, as billing had told by then. */
  mrr: z.array(z.strictObject({ currency, amount: z.number() })),
})
export type LeadEvidence = z.infer<typeof leadEvidence>

/** A lead, the evidence for whoever calls, and everything that became of it since, the newest first. */
export const leadPack = z.strictObject({ lead, evidence: leadEvidence, timeline: z.array(leadMoment) })
export type LeadPack = z.infer<typeof leadPack>
