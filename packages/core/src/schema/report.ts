import { z } from 'zod'

const interval = z.strictObject({
  estimate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Why there is no number, for example `no-conversions-in-hold-out`. */
  reason: z.string().optional(),
})
export type Interval = z.infer<typeof interval>

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
  /** Monthly recurring money of the conversions in `currency`, in its major unit, exact to the last minor digit. */
  expansionMrr: z.number(),
  /** The same for what conversions brought once. */
  value: z.number(),
})

/** The report of one campaign. Every number counts accounts unless its name says money. */
export const campaignReport = z.strictObject({
  campaign: z.string(),
  /** The newest published version; the report covers all versions. */
  version: z.int(),
  motion: z.string(),
  window: z.strictObject({ from: z.string().nullable(), to: z.string(), conversionDays: z.number() }),
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
  }),
  /** One entry for each treated arm and metric (`conversion`, `engagement`), against the hold-out; `any` is all treated arms together. */
  lift: z.array(
    z.strictObject({
      arm: z.string(),
      metric: z.enum(['conversion', 'engagement']),
      absolute: interval,
      relative: interval,
      /** True when both arms are large enough for a verdict; else `missing` says by how much they are not. */
      enough: z.boolean(),
      missing: z.strictObject({ accounts: z.int(), conversions: z.int() }),
    }),
  ),
  /** Sample-ratio mismatch: chi-square of accounts against the planned shares. Null where there is no plan to compare with. */
  srm: z.strictObject({ p: z.number().nullable() }),
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
  /** Survey campaigns: answers by score and the NPS. */
  survey: z.strictObject({ n: z.int(), nps: z.number().nullable(), margin: z.number().nullable(), scores: z.array(z.int()) }).optional(),
})
export type CampaignReport = z.infer<typeof campaignReport>
