import { z } from 'zod'
import { bothLanguages, currency, slug } from './text.ts'

/** Something the product can do. `metered` features are counted and may carry a limit on each plan. */
export const feature = z.strictObject({
  id: slug,
  name: bothLanguages,
  kind: z.enum(['boolean', 'metered']),
  /**
   * The event that says that it was used. With `metered` its occurrences are counted; without it the host reports usage with `setUsage`.
   */
  event: z.string().min(1).max(200).optional(),
  /** With `metered`: when the count starts again, in the workspace's zone. `never` for seats and storage. */
  reset: z.enum(['month', 'never']).default('never'),
})
export type Feature = z.infer<typeof feature>

/** A recurring price in minor units (yen, cents). `stripePrice` links the billing event to the plan. */
export const price = z.strictObject({
  id: slug,
  amount: z.int().min(0),
  currency,
  interval: z.enum(['month', 'year']),
  stripePrice: z.string().min(1).max(255).optional(),
})
export type Price = z.infer<typeof price>

/** What an account has bought or can buy. `limit: null` is unlimited. */
export const plan = z.strictObject({
  id: slug,
  name: bothLanguages,
  kind: z.enum(['plan', 'add-on', 'seat-pack', 'quota-pack', 'service']).default('plan'),
  /** The next bigger plan, which an upsell points to. */
  next: slug.optional(),
  /** Other catalogue items that solve a neighbouring problem, which a cross-sell points to. */
  relatedTo: z.array(slug).max(20).optional(),
  prices: z.array(price).max(20).default([]),
  features: z.record(
    slug,
    z.union([z.boolean(), z.strictObject({ limit: z.int().min(0).nullable() })], { error: 'expected true, false or { "limit": 10 }' }),
  ),
})
export type Plan = z.infer<typeof plan>

/** Plans, features, limits and prices of one workspace. */
export const catalog = z
  .strictObject({
    features: z.array(feature).max(500),
    plans: z.array(plan).max(200),
    /** The plan of accounts that never bought anything. */
    defaultPlan: slug.optional(),
  })
  .superRefine((value, context) => {
    const report = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    const features = new Map(value.features.map((one) => [one.id, one]))
    const plans = new Set(value.plans.map((one) => one.id))
    if (features.size < value.features.length) report(['features'], 'two features have the same id')
    if (plans.size < value.plans.length) report(['plans'], 'two plans have the same id')
    if (value.defaultPlan && !plans.has(value.defaultPlan)) report(['defaultPlan'], `no plan "${value.defaultPlan}"`)
    value.plans.forEach((one, index) => {
      if (one.next && !plans.has(one.next)) report(['plans', index, 'next'], `no plan "${one.next}"`)
      for (const [id, grant] of Object.entries(one.features)) {
        const known = features.get(id)
        if (!known) report(['plans', index, 'features', id], `no feature "${id}"`)
        else if (known.kind === 'boolean' && typeof grant !== 'boolean')
          report(['plans', index, 'features', id], 'expected true or false for a boolean feature')
      }
    })
  })
export type Catalog = z.infer<typeof catalog>
