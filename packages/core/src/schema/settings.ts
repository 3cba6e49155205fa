import { z } from 'zod'
import { guardrails } from './guardrails.ts'
import { currency } from './text.ts'
import { isZone } from './zone.ts'

export type { Guardrail, Guardrails } from './guardrails.ts'

const share = z.number().min(0).max(1)
const count = z.int().min(0).max(1000)

/** How often people may be interrupted, over all campaigns and kinds, by a clock of its own. */
export const attentionBudget = z.strictObject({
  userPerDay: count.default(1),
  userPerWeek: count.default(3),
  accountPerDay: count.default(3),
  /** No interruption during the first days of a user. */
  quietFirstDays: z.number().min(0).max(90).default(3),
  /** No interruption during the first seconds of a page. */
  quietFirstSeconds: z.number().min(0).max(600).default(30),
})

/** When the loss of a subscription that ends is counted. */
export const CHURN_RECOGNISED = ['cancelled', 'period-end', 'scheduled'] as const
const churnRecognised = z.enum(CHURN_RECOGNISED).default('cancelled')
export type ChurnRecognised = (typeof CHURN_RECOGNISED)[number]

/** What the workspace decided once for all campaigns. */
export const settings = z.strictObject({
  /** Share of accounts that never see any campaign. */
  holdout: share.default(0.1),
  /**
   * Accounts that a campaign usually meets, in both arms: where the verdicts of reports are sharpest. A choice to make before the data;
   * larger campaigns are still judged rightly, only less sharply.
   */
  analysis: z
    .strictObject({
      accounts: z.int().min(100).max(100_000_000).default(5000),
      /**
       * What is believed of every campaign before its data: a relative difference around 0 with this standard deviation (0.3: two of
       * three campaigns change their goal by less than 30 %). Without it nothing is believed. Chances and risks hang on it, verdicts do not.
       */
      priorDeviation: z.number().min(0.001).max(10).optional(),
    })
    .prefault({}),
  /**
   * Growth is credited to a campaign that was met at most this many days before; what is lost or paid back within as many days after
   * reverses the credit.
   */
  attribution: z.strictObject({ windowDays: z.number().positive().max(365).default(14) }).prefault({}),
  /** What stops a campaign by itself; a campaign may set its own. */
  guardrails: guardrails.prefault({}),
  /** IANA zone for months, days and schedules. */
  zone: z.string().max(64).default('UTC').refine(isZone, 'expected an IANA time zone such as Asia/Tokyo'),
  currency: currency.default('USD'),
  /** How reports count revenue. */
  revenue: z
    .strictObject({
      /** What reports are in, where that is another currency than the workspace's; amounts are exchanged where rates are told. */
      currency: currency.optional(),
      /** Whether an account that goes from paid to free has left (`churn`), or stays a customer that pays less (`contraction`). */
      paidToFree: z.enum(['churn', 'contraction']).default('churn'),
      /**
       * When a subscription that ends is lost revenue: when the billing system ends it (`cancelled`), when what is paid for is over
       * (`period-end`), or when its end was scheduled (`scheduled`).
       */
      churnRecognised,
      /** Gross margin, the share of revenue that is left after what serving customers costs. LTV is that share; without it, revenue. */
      margin: z.number().gt(0).max(1).optional(),
    })
    .prefault({}),
  requireConsent: z.boolean().default(false),
  budget: attentionBudget.prefault({}),
  /** Accounts below this health (0-100) are not sold to. */
  healthBelow: z.number().min(0).max(100).default(60),
  /** A detractor is not sold to for this many days. */
  detractorDays: z.number().min(0).max(365).default(90),
  /** Share of eligible users that a survey asks at a time. */
  surveySampling: share.default(0.33),
  /** One clock for all surveys of a person, in days. */
  surveys: z
    .strictObject({
      /** Nobody is asked in the first days. */
      firstAskDays: z.number().min(0).max(365).default(30),
      /** Quiet after an answer. */
      afterAnswerDays: z.number().min(0).max(730).default(90),
      /** Quiet after a question that was seen and not answered. */
      afterSeenDays: z.number().min(0).max(730).default(30),
    })
    .prefault({}),
  /** The event that says that somebody starts to cancel. */
  cancelEvent: z.string().min(1).max(200).default('Cancellation Started'),
  /** Days without offers after it. */
  cancelQuietDays: z.number().min(0).max(365).default(7),
  /** The host's own event that carries an answer on satisfaction: its property `score` is a whole number from 1 to 5. */
  satisfactionEvent: z.string().min(1).max(200).optional(),
  /** What the workspace wants to reach, beside the figures of Home. Shares are fractions, `nps` is in points. */
  targets: z
    .strictObject({
      expansionMrr: z.number().min(0).max(1e12).optional(),
      nrr: z.number().min(0).max(10).optional(),
      grr: share.optional(),
      grossChurn: share.optional(),
      customerChurn: share.optional(),
      quickRatio: z.number().min(0).max(1000).optional(),
      nps: z.number().min(-100).max(100).optional(),
      csat: share.optional(),
      utilisation: share.optional(),
      onboarding: share.optional(),
    })
    .prefault({}),
  /** Care gates that are switched on. */
  care: z
    .strictObject({
      health: z.boolean().default(true),
      onboarding: z.boolean().default(true),
      pastDue: z.boolean().default(true),
      risk: z.boolean().default(true),
      detractor: z.boolean().default(true),
      cancelling: z.boolean().default(true),
      muted: z.boolean().default(true),
      notAFit: z.boolean().default(true),
    })
    .prefault({}),
  /**
   * What tokens signed by the host's server are asked for: `off` nothing; `monitor` counts who carries one; `enforce` refuses browsers
   * that name a person or account without one. `audience`: what they have to name in `aud`, where it is not empty.
   */
  identity: z
    .strictObject({ mode: z.enum(['off', 'monitor', 'enforce']).default('off'), audience: z.string().trim().max(200).default('') })
    .prefault({}),
  /** `respect`: where the browser sends Global Privacy Control, nothing is kept or sent until the person agrees. */
  privacy: z.strictObject({ gpc: z.enum(['ignore', 'respect']).default('ignore') }).prefault({}),
})
export type Settings = z.infer<typeof settings>
