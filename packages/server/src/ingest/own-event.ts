import { EVENTS, GATES } from '@espalier/core'
import { hostId, instant, slug } from '@espalier/core/schema'
import { z } from 'zod'

const decided = z.object({
  campaign: slug,
  version: z.int().positive(),
  /** Joins the exposure, the impression and the answers of one decision. */
  decision: z.string().min(1).max(100).optional(),
})
const feature = hostId.max(64).refine((text) => text.isWellFormed(), 'expected text without broken surrogate pairs')
/** What somebody wrote; NUL and broken pairs are not text for a database. */
const comment = z
  .string()
  .max(8000)
  .transform((text) => text.replaceAll('\0', '').toWellFormed())

/** Names of slots and gates; a page has a few of them. */
const places = z.array(z.string().max(200)).max(100)
const view = z.object({
  asOf: z.number().min(0),
  openFor: z.number().min(0),
  places,
  visible: places,
  device: z.string().max(64),
  zone: z.string().max(64),
  consent: z.boolean(),
})

const properties = {
  [EVENTS.exposure]: decided.extend({ heldOut: z.boolean().optional() }),
  [EVENTS.heldBack]: decided.extend({ gate: z.enum(GATES) }),
  [EVENTS.shown]: decided,
  [EVENTS.engaged]: decided,
  [EVENTS.accepted]: decided,
  [EVENTS.dismissed]: decided.extend({ how: z.enum(['not-now', 'no', 'closed']) }),
  [EVENTS.answered]: decided
    .extend({ score: z.int().min(0).max(10).optional(), comment: comment.optional() })
    .refine((answer) => answer.score !== undefined || answer.comment !== undefined, {
      path: ['score'],
      error: 'expected a score or a comment',
    }),
  [EVENTS.usage]: z.object({
    feature,
    used: z.number().min(0),
    limit: z.number().min(0).nullish(),
    resetsAt: instant.nullish(),
  }),
  [EVENTS.dropped]: z.record(z.string(), z.unknown()),
  [EVENTS.locked]: z.object({ feature }),
  [EVENTS.view]: view,
  [EVENTS.asked]: z.object({ campaign: slug }),
} as const

type Name = keyof typeof properties

/** An event that Espalier itself records, its properties checked. */
export type OwnEvent = { [N in Name]: { name: N; properties: z.infer<(typeof properties)[N]> } }[Name]

/** Events that tell what became of a campaign's decision. */
export type CampaignEvent = Exclude<OwnEvent, { name: NotOfACampaign }>

type NotOfACampaign = typeof EVENTS.usage | typeof EVENTS.dropped | typeof EVENTS.locked | typeof EVENTS.view | typeof EVENTS.asked

/** The start of the names that nobody else may use. */
export const OWN_PREFIX = 'espalier:'

type Parsed = { success: true; data: OwnEvent } | { success: false; error: z.ZodError }

/** Checks the properties of one of our own events. Undefined when there is no event of this name. */
export function parseOwnEvent(name: string, value: unknown): Parsed | undefined {
  if (!Object.hasOwn(properties, name)) return undefined
  const schema: z.ZodType<OwnEvent['properties']> = properties[name as Name]
  const parsed = schema.safeParse(value)
  return parsed.success ? { success: true, data: { name, properties: parsed.data } as OwnEvent } : parsed
}

/** True for events that belong to a campaign. */
export function isCampaignEvent(event: OwnEvent): event is CampaignEvent {
  return 'campaign' in event.properties && 'version' in event.properties && event.name !== EVENTS.dropped
}
