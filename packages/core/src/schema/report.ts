import { z } from 'zod'
import { costReturn } from './cost-return.ts'

const interval = z.strictObject({
  estimate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Why there is no number, for example `no-conversions-in-hold-out`. */
  reason: z.string().optional(),
})
export type Interval = z.infer<typeof interval>

/** Ends of a 95 % interval and how likely a difference at least this large is when there is none; null where `absolute` has a reason. */
const reading = z.strictObject({ low: z.number().nullable(), high: z.number().nullable(), p: z.number().nullable() })

const lift = z.strictObject({
  arm: z.string(),
  /** Shares of accounts, of their `people`, or `money`: what an account of the arm brought on average, in the currency's major unit. */
  metric: z.enum(['conversion', 'people', 'engagement', 'money']),
  /** Shares of accounts by Newcombe, of people by the delta method over accounts, money by Welch: for one look. */
  absolute: interval,
  relative: interval,
  /** The same difference, however often one looks: a confidence sequence. The verdict is by this one. */
  sequence: reading,
  /** Welch's t, for one look at a moment that was fixed before. */
  fixed: reading,
  /**
   * What to believe of the difference, starting from what `prior` says; null where that says nothing, because the hold-out has nothing
   * either. The risks are in the unit of `absolute`.
   */
  belief: z.strictObject({ chanceToWin: z.number(), riskOfTaking: z.number(), riskOfLeaving: z.number() }).nullable(),
  /** Money with the largest amounts counted as the limit below which `share` of all amounts other than 0 are. */
  capped: z
    .array(z.strictObject({ share: z.number(), limit: z.number(), estimate: z.number(), low: z.number(), high: z.number() }))
    .optional(),
  /** Money, or people, less what their past explains: `gain` is the share of the variance that this takes away, `used` whether it is worth it. */
  adjusted: z.strictObject({ gain: z.number(), used: z.boolean(), estimate: z.number(), low: z.number(), high: z.number() }).optional(),
  /** True when both arms are large enough for a verdict; else `missing` says by how much they are not. */
  enough: z.boolean(),
  missing: z.strictObject({ accounts: z.int(), conversions: z.int() }),
  /** When there will be enough, at the pace since the first exposure; null when there is, or where nothing moves. */
  readyAt: z.string().nullable(),
  /** `sequence.p` with regard to all questions that this report answers (Holm); null where it is none of them. */
  pAdjusted: z.number().nullable(),
  /** `more`, `less`; `open`: both are possible; `wait`: not enough data yet; `none`: nothing to compare. */
  verdict: z.enum(['more', 'less', 'open', 'wait', 'none']),
})
export type Lift = z.infer<typeof lift>

const arm = z.strictObject({
  /** Id of the variant, `treated` when there are none, or `held-out`. */
  arm: z.string(),
  heldOut: z.boolean(),
  /** Accounts at their first eligibility, ghost impressions included. */
  accounts: z.int(),
  shown: z.int(),
  engaged: z.int(),
  accepted: z.int(),
  converted: z.int(),
  /** `converted / accounts`; null without accounts. */
  rate: z.number().nullable(),
  /** Where the goal is an event: people who were in these accounts at their first eligibility, and how many of them reached the goal. */
  people: z.int().optional(),
  peopleConverted: z.int().optional(),
  /** Monthly recurring money of the conversions in `currency`, in its major unit, exact to the last minor digit. */
  expansionMrr: z.number(),
  /** The same for what conversions brought once. */
  value: z.number(),
})

/** Growth that is credited to the campaign: what followed it, not what it caused. Money is a month, in the major unit of the report's currency. */
const credits = z.strictObject({
  windowDays: z.number(),
  accounts: z.int(),
  movements: z.int(),
  credited: z.number(),
  /** Lost or paid back within the window. */
  reversed: z.number(),
  /** `credited - reversed` */
  standing: z.number(),
  byCause: z.array(z.strictObject({ kind: z.string(), cause: z.string(), movements: z.int(), credited: z.number(), reversed: z.number() })),
  /** What is still there at an age; `maturing` is too young and on neither side of the rate. */
  kept: z.array(
    z.strictObject({ days: z.int(), matured: z.number(), kept: z.number(), maturing: z.number(), rate: z.number().nullable() }),
  ),
  /** Growth of held-out accounts that the same rule finds after they would have seen it. Nobody is credited with it. */
  heldOut: z.strictObject({ accounts: z.int(), amount: z.number() }),
  /** Credits in other currencies; their rows have the amounts. */
  elsewhere: z.int(),
})

/** The report of one campaign. Every number counts accounts unless its name says money. */
export const campaignReport = z.strictObject({
  campaign: z.string(),
  /** The newest published version; the report covers all versions. */
  version: z.int(),
  motion: z.string(),
  /** `zone` is the workspace's: days begin at midnight there. */
  window: z.strictObject({ from: z.string().nullable(), to: z.string(), zone: z.string(), conversionDays: z.number() }),
  currency: z.string(),
  arms: z.array(arm),
  /** Money of conversions in other currencies, in their major units: nothing is exchanged. */
  otherMoney: z.array(z.strictObject({ arm: z.string(), currency: z.string(), expansionMrr: z.number(), value: z.number() })).optional(),
  funnel: z.strictObject({
    eligible: z.int(),
    heldBack: z.int(),
    wouldShow: z.int(),
    shown: z.int(),
    engaged: z.int(),
    accepted: z.int(),
    upgraded: z.int(),
    /** Upgraded accounts that still pay some of what they bought; null where the goal is no upgrade. */
    kept: z.int().nullable(),
  }),
  credits,
  /** One entry for each treated arm and metric, against the hold-out; `any` is all treated arms together. */
  lift: z.array(lift),
  /** Standard deviation of the relative difference that was believed before, around 0; null where nothing was. */
  prior: z.number().nullable(),
  /** Sample-ratio mismatch: chi-square of accounts against the planned shares. Null where there is no plan to compare with. */
  srm: z.strictObject({ p: z.number().nullable() }),
  /** Accounts that met it in two arms, because they were two accounts then; each counts once, in the arm of the earlier meeting. */
  twoArms: z.int(),
  upsellRate: z.strictObject({
    /** Converted treated accounts / accounts that paid when the window began. */
    perExistingAccount: z.number().nullable(),
    /** Converted / accounts that were shown it. */
    perExposedAccount: z.number().nullable(),
    existingAccounts: z.int(),
    exposedAccounts: z.int(),
  }),
  heldBack: z.array(z.strictObject({ gate: z.string(), accounts: z.int() })),
  /** By day in the workspace's zone. */
  daily: z.array(
    z.strictObject({ day: z.string(), shown: z.int(), engaged: z.int(), accepted: z.int(), converted: z.int(), convertedHeldOut: z.int() }),
  ),
  /** Where the draft says what the campaign costs. */
  costReturn: costReturn.optional(),
  /**
   * Survey campaigns: the last answer of each in 90 days by score, and the NPS. Null with the reason `too-few-answers` where that would
   * tell what few people said.
   */
  survey: z
    .strictObject({
      n: z.int().nullable(),
      nps: z.number().nullable(),
      margin: z.number().nullable(),
      scores: z.array(z.int()).nullable(),
      /** The 90 days until the end of this month; until now where it is null. */
      month: z.string().nullable(),
      /** Of the accounts that saw the question since the campaign began, the share in which somebody answered it. */
      responseRate: z.number().nullable(),
      reason: z.string().optional(),
    })
    .optional(),
})
export type CampaignReport = z.infer<typeof campaignReport>
