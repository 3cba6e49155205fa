import { z } from 'zod'
import { rowPage } from './row-page.ts'
import { bothLanguages } from './text.ts'
import { segmentFilter } from './segmented.ts'

/** Which accounts, and how far back. */
export const featureQuery = segmentFilter({
  days: z.coerce.number('expected a number of days').int().min(1).max(90).default(30).describe('How many days until now, at most 90'),
})
export type FeatureQuery = z.infer<typeof featureQuery>

const share = z.number().nullable()

const used = {
  /** Accounts that may use it. */
  entitled: z.int(),
  /** Of these, accounts that used it. */
  using: z.int(),
  /** `using / entitled`. */
  adoption: share,
}

/** What accounts use of what they have, and what they touch of what they do not have. */
export const featureReport = z.strictObject({
  zone: z.string(),
  asOf: z.string(),
  days: z.int(),
  accounts: z.int(),
  features: z.array(
    z.strictObject({
      feature: z.string(),
      name: bothLanguages,
      ...used,
      /** Uses in the period of the accounts that used it; null where only the present usage is told. */
      uses: z.int().nullable(),
      /** `uses / using`. */
      frequency: share,
      /** `no-event`: the catalogue names no event that says it was used; `not-told`: the host never said how much of it is in use. */
      reason: z.string().optional(),
      plans: z.array(z.strictObject({ plan: z.string(), ...used })),
    }),
  ),
  /** Of the features whose use is measured: how many accounts use on average, of how many they have. */
  breadth: z.array(z.strictObject({ plan: z.string(), accounts: z.int(), used: z.number(), entitled: z.number(), share })),
  /** Accounts that use the least of what they have. */
  narrowest: z.array(
    z.strictObject({ account: z.string(), name: z.string(), plan: z.string(), used: z.int(), entitled: z.int(), share: z.number() }),
  ),
  /** Locked features, those that most accounts touched first. */
  locked: z.array(
    z.strictObject({
      feature: z.string(),
      name: bothLanguages,
      touches: z.int(),
      accounts: z.int(),
      people: z.int(),
      /** Most touches first, at most 20. */
      by: z.array(
        z.strictObject({ account: z.string(), name: z.string(), plan: z.string(), touches: z.int(), people: z.int(), lastAt: z.string() }),
      ),
    }),
  ),
})
export type FeatureReport = z.infer<typeof featureReport>

/** Which accounts behind which number of the report of features. */
export const featureAccountsQuery = segmentFilter({
  feature: z.string().min(1).max(256),
  which: z
    .enum(['entitled', 'using', 'unused', 'touched'])
    .default('using')
    .describe('Those that may use it, that used it, that may and did not, or in which somebody touched it while it was locked'),
  plan: z.string().max(256).optional().describe('Of this plan alone; empty for those without one'),
  days: z.coerce.number('expected a number of days').int().min(1).max(90).default(30).describe('How many days until now, at most 90'),
  ...rowPage,
})
export type FeatureAccountsQuery = z.infer<typeof featureAccountsQuery>

const featureAccount = z.strictObject({
  account: z.string(),
  name: z.string(),
  /** Empty where it has none. */
  plan: z.string(),
  /** Null where that is not known, as of what it does not have. */
  used: z.boolean().nullable(),
  /** In the period; null where no event counts them. */
  uses: z.int().nullable(),
  /** Of the locked feature in the period, and by how many people. */
  touches: z.int(),
  people: z.int(),
  lastTouchedAt: z.iso.datetime().nullable(),
})
/** Answer of `GET /v1/reports/features/accounts`: those that used it most first, or touched it most. */
export const featureAccounts = z.strictObject({
  feature: z.string(),
  which: z.string(),
  days: z.int(),
  total: z.int(),
  accounts: z.array(featureAccount),
  zone: z.string(),
  asOf: z.iso.datetime(),
})
export type FeatureAccounts = z.infer<typeof featureAccounts>
