import { z } from 'zod'
import { MOTIONS } from '../motion.ts'
import { campaignCost } from './campaign-cost.ts'
import { condition, propertiesCondition } from './condition.ts'
import { isZone } from './zone.ts'
import { gateContent, npsContent, offerContent, widget } from './content.ts'
import { ownGuardrails } from './guardrails.ts'
import { handover } from './leads.ts'
import { instant, slug } from './text.ts'

export { isSelling, MOTIONS } from '../motion.ts'
export type { Motion } from '../motion.ts'

/** When a campaign asks to be shown. */
export const trigger = z.discriminatedUnion('on', [
  /** Whenever the page can show it: at load, after any fact changed. */
  z.strictObject({ on: z.literal('load') }),
  /** The moment an event is tracked; `where` is a condition over its properties. */
  z.strictObject({
    on: z.literal('event'),
    event: z.string().min(1).max(200),
    where: propertiesCondition.optional(),
    /** Seconds to wait after the event; everything is checked again when they have passed. It survives navigation. */
    delaySeconds: z.number().min(1).max(86_400).optional(),
  }),
  /** The moment a locked feature is touched or its gate is on the page. */
  z.strictObject({ on: z.literal('feature'), feature: z.string().min(1).max(64) }),
  /** While usage is at or above a share of the limit: 0.8 is 80 %. */
  z.strictObject({ on: z.literal('limit'), feature: z.string().min(1).max(64), ratio: z.number().min(0).max(10) }),
  /** While the page's path matches; `*` stands for any characters, for example `/settings/*`. */
  z.strictObject({ on: z.literal('page'), path: z.string().min(1).max(200).regex(/^[/*]/, 'expected a path that starts with "/" or "*"') }),
  /** While its place is visible: at least half of it is in the window. */
  z.strictObject({ on: z.literal('visible') }),
  /** The moment somebody starts to cancel: the event that the settings name as `cancelEvent`. */
  z.strictObject({ on: z.literal('cancel') }),
  /**
   * An event that the server received, from an API or a webhook, arms the campaign for the account's next visit: from then for
   * `days`, until the campaign was decided once.
   */
  z.strictObject({
    on: z.literal('server'),
    event: z.string().min(1).max(200),
    where: propertiesCondition.optional(),
    days: z.number().positive().max(365).default(30),
  }),
  /** Around a date in a trait: from `from` until `until` days after it; negative is before. `account.renewsAt`, -30, 0: the last 30 days. */
  z
    .strictObject({
      on: z.literal('date'),
      path: z.string().regex(/^(account|user)\.[^.]+$/, 'expected a trait such as account.renewsAt'),
      from: z.number().min(-730).max(730),
      until: z.number().min(-730).max(730),
    })
    .refine(({ from, until }) => from < until, { path: ['until'], error: 'expected more days than "from"' }),
  /** Only when the host's code asks for it with `show()`. */
  z.strictObject({ on: z.literal('code') }),
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
    /** The same for all people of an account together. */
    account: z
      .strictObject({ days: z.number().positive().max(3650).optional(), max: z.int().positive().max(10_000).optional() })
      .optional(),
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

/** When a campaign may appear at all. Without `zone` the workspace's; `user` is the zone of the person's browser. */
export const schedule = z.strictObject({
  from: instant.optional(),
  until: instant.optional(),
  /** 1 is Monday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
  /** Whole hours on the wall clock, `until` not included; from 22 until 6 passes midnight. */
  hours: z
    .strictObject({ from: z.int().min(0).max(23), until: z.int().min(1).max(24) })
    .refine(({ from, until }) => from !== until, { path: ['until'], error: 'expected another hour than "from"' })
    .optional(),
  zone: z
    .string()
    .max(64)
    .refine((zone) => zone === 'user' || isZone(zone), 'expected an IANA time zone such as Asia/Tokyo, or "user"')
    .optional(),
})
export type Schedule = z.infer<typeof schedule>

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
    id: slug.refine((id) => !(id in {}), 'expected another name than that of what every object has'),
    name: z.string().trim().min(1).max(120),
    motion: z.enum(MOTIONS),
    /** Which customer problem it solves, in a sentence. Required: no problem, no campaign. */
    problemSolved: z.string().trim().min(10, 'expected a sentence of at least 10 characters that names the customer problem').max(400),
    /** Who answers for it: the name or the address of a colleague. */
    owner: z.string().trim().min(1).max(120).optional(),
    widget,
    audience: condition.default({}),
    trigger: trigger.default({ on: 'load' }),
    schedule: schedule.optional(),
    cadence,
    /**
     * The feature of the catalogue that this is about. Nobody is offered what the account has already, and a campaign with the
     * motion `adoption` about a feature that the account has ranks before every offer.
     */
    feature: slug.optional(),
    /** Higher wins a place; equal priorities are ordered by id. */
    priority: z.int().min(0).max(1000).default(100),
    /** Share of accounts that this campaign holds out, on top of the workspace's hold-out. 0 to 0.9. */
    holdout: z.strictObject({ share: z.number().min(0).max(0.9) }).default({ share: 0 }),
    /** Accounts are split between the campaigns of a namespace; this one gets those in `from` (included) to `until`. */
    namespace: z
      .strictObject({ id: slug, from: z.number().min(0).max(1), until: z.number().min(0).max(1) })
      .refine(({ from, until }) => from < until, { path: ['until'], error: 'expected more than "from"' })
      .optional(),
    /** Salt of the campaign's own arms; the id where it is missing. Another one draws hold-out and variants anew. */
    seed: slug.optional(),
    /** `hash`: by stable hash of the account; `external`: arms come from `POST /v1/exposures` with the secret key. */
    assignment: z.enum(['hash', 'external']).default('hash'),
    variants: z.array(variant).max(10).optional(),
    /** How much harm it may do, where it differs from the settings. */
    guardrails: ownGuardrails.optional(),
    /** Whoever accepts is passed to a person, such as sales or customer success: the account becomes a lead. */
    lead: z.boolean().optional(),
    /** To whom it passes leads, and what is to be done by when. */
    handover: handover.optional(),
    /** What it costs; the report works out what it returns. */
    cost: campaignCost.optional(),
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
    if (value.handover && value.lead !== true) {
      context.addIssue({ code: 'custom', path: ['handover'], message: 'expected "lead": true beside it' })
    }
    if (from && until && Date.parse(from) >= Date.parse(until)) {
      context.addIssue({ code: 'custom', path: ['schedule', 'until'], message: 'expected a time after "from"' })
    }
  })
/** A checked campaign, defaults filled in. */
export type Campaign = z.infer<typeof campaign>
/** Fields that are about the team and the proof, and nobody else's business: no page ever gets them. */
export const NOT_FOR_PAGES = [
  'name',
  'problemSolved',
  'owner',
  'goal',
  'lead',
  'handover',
  'guardrails',
  'cost',
] as const satisfies readonly (keyof Campaign)[]
/** A campaign without what is not for pages. */
export type PageCampaign = Omit<Campaign, (typeof NOT_FOR_PAGES)[number]>
/** What an author may leave out. */
export type CampaignInput = z.input<typeof campaign>

/**
 * Draft: never published. The others refer to the newest published version. `auto-paused`: a guardrail was crossed, and somebody has to
 * say why it may run again.
 */
export const CAMPAIGN_STATES = ['draft', 'running', 'paused', 'auto-paused', 'ended'] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]
