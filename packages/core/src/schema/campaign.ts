import { z } from 'zod'
import { MOTIONS } from '../motion.ts'
import { condition, propertiesCondition } from './condition.ts'
import { gateContent, npsContent, offerContent, widget } from './content.ts'
import { instant, slug } from './text.ts'

export { isSelling, MOTIONS } from '../motion.ts'
export type { Motion } from '../motion.ts'

/** When a campaign asks to be shown. */
export const trigger = z.discriminatedUnion('on', [
  /** Whenever the page can show it: at load, after any fact changed. */
  z.strictObject({ on: z.literal('load') }),
  /** The moment an event is tracked; `where` is a condition over its properties. */
  z.strictObject({ on: z.literal('event'), event: z.string().min(1).max(200), where: propertiesCondition.optional() }),
  /** The moment a locked feature is touched or its gate is on the page. */
  z.strictObject({ on: z.literal('feature'), feature: z.string().min(1).max(64) }),
])
export type Trigger = z.infer<typeof trigger>

/** How often this campaign may appear to one user, by its own clock. Days are 24 hours. */
export const cadence = z
  .strictObject({
    /** `always`: no cap of its own (locked previews); `once`; `until-answered`; `every`: again after `days`. */
    show: z.enum(['always', 'once', 'until-answered', 'every']),
    /** With `every`: at least this many days between two impressions. */
    days: z.number().positive().max(3650).optional(),
    /** At most this many impressions for one user, for ever. */
    max: z.int().positive().max(1000).optional(),
    /** Days of quiet after an answer. Defaults: not-now 14, no 90, accepted 90. */
    quiet: z
      .strictObject({
        notNow: z.number().min(0).max(3650).optional(),
        no: z.number().min(0).max(3650).optional(),
        accepted: z.number().min(0).max(3650).optional(),
      })
      .optional(),
  })
  .refine((value) => value.show !== 'every' || value.days !== undefined, { path: ['days'], error: 'expected days with show "every"' })
export type Cadence = z.infer<typeof cadence>

const variantContent = z.union([offerContent, gateContent, npsContent])

/** One of several contents that accounts are split between. `content` replaces the widget's; weights are relative. */
export const variant = z.strictObject({
  id: slug,
  weight: z.number().positive().max(1000).default(1),
  content: z.strictObject({ en: variantContent, ja: variantContent }).optional(),
})
export type Variant = z.infer<typeof variant>

/** What counts as success, and for how long after first eligibility. */
export const goal = z
  .strictObject({
    /**
     * `upgrade`: the ledger shows an expansion or a first purchase with a creditable cause (plan, seat, add-on, quota), or a
     * conversion with `mrr` was sent;
     * `event`: the account tracked `event`; `response`: the question was answered;
     * `external`: only conversions sent to `/v1/conversions` with this campaign's id.
     */
    kind: z.enum(['upgrade', 'event', 'response', 'external']),
    event: z.string().min(1).max(200).optional(),
    windowDays: z.number().positive().max(365).default(14),
  })
  .refine((value) => value.kind !== 'event' || value.event !== undefined, {
    path: ['event'],
    error: 'expected the name of an event with kind "event"',
  })
export type Goal = z.infer<typeof goal>

/** A campaign as its author writes it; the same shape as file, over HTTP and in the console. */
export const campaign = z
  .strictObject({
    id: slug,
    name: z.string().trim().min(1).max(120),
    motion: z.enum(MOTIONS),
    /** Which customer problem it solves, in a sentence. Required: no problem, no campaign. */
    problemSolved: z.string().trim().min(10, 'expected a sentence of at least 10 characters that names the customer problem').max(400),
    widget,
    audience: condition.default({}),
    trigger: trigger.default({ on: 'load' }),
    schedule: z.strictObject({ from: instant.optional(), until: instant.optional() }).optional(),
    cadence,
    /** Higher wins a slot; equal priorities are ordered by id. */
    priority: z.int().min(0).max(1000).default(100),
    /** Share of accounts that this campaign holds out, on top of the workspace's hold-out. 0 to 0.9. */
    holdout: z.strictObject({ share: z.number().min(0).max(0.9) }).default({ share: 0 }),
    /** `hash`: by stable hash of the account; `external`: arms come from `POST /v1/exposures` with the secret key. */
    assignment: z.enum(['hash', 'external']).default('hash'),
    variants: z.array(variant).max(10).optional(),
    goal,
  })
  .superRefine((value, context) => {
    const ids = new Set<string>()
    value.variants?.forEach((one, index) => {
      const report = (path: string, message: string) => context.addIssue({ code: 'custom', path: ['variants', index, path], message })
      if (ids.has(one.id)) report('id', `variant "${one.id}" appears twice`)
      if (one.id === 'held-out') report('id', '"held-out" is the name of the hold-out arm')
      ids.add(one.id)
      if (one.content) {
        const shape = value.widget.kind === 'nps' ? npsContent : value.widget.kind === 'gate' ? gateContent : offerContent
        const checked = z.strictObject({ en: shape, ja: shape }).safeParse(one.content)
        for (const issue of checked.error?.issues ?? [])
          context.addIssue({ code: 'custom', path: ['variants', index, 'content', ...issue.path], message: issue.message })
      }
    })
    const { from, until } = value.schedule ?? {}
    if (from && until && Date.parse(from) >= Date.parse(until)) {
      context.addIssue({ code: 'custom', path: ['schedule', 'until'], message: 'expected a time after "from"' })
    }
  })
/** A checked campaign, defaults filled in. */
export type Campaign = z.infer<typeof campaign>
/** What an author may leave out. */
export type CampaignInput = z.input<typeof campaign>

/** Draft: never published. Running, paused and ended refer to the newest published version. */
export const CAMPAIGN_STATES = ['draft', 'running', 'paused', 'ended'] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]
