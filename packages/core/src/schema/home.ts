import { z } from 'zod'
import { usedRates } from './revenue.ts'
import { month, segmentFilter } from './segmented.ts'
import { CHURN_RECOGNISED } from './settings.ts'

/** The figures of Home, in the order in which they are read. */
export const HOME_FIGURES = [
  'expansionMrr',
  'keptExpansion',
  'nrr',
  'grr',
  'grossChurn',
  'netChurn',
  'customerChurn',
  'arpa',
  'ltv',
  'quickRatio',
  'upsellPerExisting',
  'upsellPerExposed',
  'crossSellPerExisting',
  'crossSellPerExposed',
  'incrementalUpsell',
  'nps',
  'csat',
  'utilisation',
  'engagement',
  'onboarding',
  'leadsPassed',
  'leadsWon',
  'leadConversion',
] as const
export type HomeFigureId = (typeof HOME_FIGURES)[number]

/** Which month, and of which accounts. */
export const homeQuery = segmentFilter(
  z.object({
    month: month.optional().describe('By default the last complete month'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'expected a three-letter currency code such as JPY or USD')
      .optional()
      .describe('By default the one of the workspace'),
  }).shape,
)
export type HomeQuery = z.infer<typeof homeQuery>

const figure = z.strictObject({
  id: z.enum(HOME_FIGURES),
  /** `money` a month in the currency's major unit; `share` from 0 to 1; `points` of the NPS, -100 to 100; `ratio`; `count`. */
  unit: z.enum(['money', 'share', 'points', 'ratio', 'count']),
  /** `month`: of the month; `now`: as things stand, whatever the month. */
  of: z.enum(['month', 'now']),
  value: z.number().nullable(),
  /** Why there is no value, for example `nothing-before`. */
  reason: z.string().optional(),
  /** What the smaller arm still needs, where two arms are compared and have too little. */
  missing: z.strictObject({ accounts: z.int(), conversions: z.int() }).optional(),
  /** What `value` was divided from: part by whole. */
  part: z.number().optional(),
  whole: z.number().optional(),
  /** Half the width of the 95 % interval, or its ends. */
  margin: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  /** Mean of the twelve complete months that end with this one, or of as many as have a value. */
  trailing: z.strictObject({ value: z.number(), months: z.int() }).optional(),
  /** The same over the twelve complete months that end with this one or before it, for retention; missing with less than a year behind it. */
  year: z.number().optional(),
  /** What the workspace set itself. */
  target: z.number().optional(),
  /** What others published, by the name of the source; of retention it is the one of a year. */
  benchmark: z.strictObject({ value: z.number(), source: z.string() }).optional(),
  /** Address of the rows that it is made of. */
  rows: z.string(),
})
export type HomeFigure = z.infer<typeof figure>

/** A count of accounts, and why. */
const found = z.strictObject({ accounts: z.int(), reasons: z.array(z.strictObject({ reason: z.string(), accounts: z.int() })) })

/** Where growth stands: the four steps, the figures of a month, and the months before it. */
export const homeReport = z.strictObject({
  zone: z.string(),
  currency: z.string(),
  /** As in the report on revenue. */
  paidToFree: z.enum(['churn', 'contraction']),
  churnRecognised: z.enum(CHURN_RECOGNISED),
  /** The share of revenue that LTV is; null where it is all of it. */
  margin: z.number().nullable(),
  exchange: usedRates.nullable(),
  asOf: z.string(),
  month: z.string(),
  /** False for the month that goes on. */
  complete: z.boolean(),
  /** The accounts that the report is about, by what they are today; null for all. */
  segment: z.strictObject({ by: z.string(), value: z.string(), accounts: z.int() }).nullable(),
  /** Campaigns that a guardrail has stopped, and that somebody has to look at. */
  alarms: z.array(z.strictObject({ campaign: z.string(), name: z.string() })),
  steps: z.strictObject({
    /** Accounts that seem to need more than they have. */
    signals: found,
    /** Accounts that nobody should sell to now. */
    leaveAlone: found,
    running: z.strictObject({ campaigns: z.int(), seen14d: z.int() }),
    /** Accounts that gates spared in the month, and how often. */
    heldBack: z.strictObject({ accounts: z.int(), times: z.int() }),
  }),
  figures: z.array(figure),
  /** Oldest first, up to thirteen. Figures of `now` have no months. */
  months: z.array(z.strictObject({ month: z.string(), complete: z.boolean(), values: z.record(z.string(), z.number().nullable()) })),
})
export type HomeReport = z.infer<typeof homeReport>

/** Steps and figures of Home that are made of accounts, of which each says in a word why it counts. */
export const HOME_LISTS = [
  'signals',
  'leaveAlone',
  'keptExpansion',
  'upsellPerExisting',
  'upsellPerExposed',
  'crossSellPerExisting',
  'crossSellPerExposed',
  'incrementalUpsell',
  'engagement',
  'onboarding',
] as const
export type HomeList = (typeof HOME_LISTS)[number]

/** Which accounts; figures of a month are those of `month`. */
export const homeAccountsQuery = segmentFilter({
  ...homeQuery.shape,
  step: z.enum(HOME_LISTS, `expected ${HOME_LISTS.join(' | ')}`).describe('A step, or a figure'),
})
export type HomeAccountsQuery = z.infer<typeof homeAccountsQuery>

/** The accounts behind a step or a figure of Home. Of a step those with the most reasons come first. */
export const homeAccounts = z.strictObject({
  asOf: z.string(),
  /** The month that a figure of a month is of. */
  month: z.string().optional(),
  accounts: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      plan: z.string().nullable(),
      /** What is so of it, for example `near-limit`, `bought`, `held-out`. */
      reasons: z.array(z.string()),
      /** The campaigns that made it count, where any did. */
      campaigns: z.array(z.string()).optional(),
    }),
  ),
  /** How many there are; at most 500 are listed. */
  total: z.int(),
})
export type HomeAccounts = z.infer<typeof homeAccounts>
