import { z } from 'zod'
import { link, shortText } from './text.ts'

/** A button: its words and what it does. Without `url` the host listens to the `espalier:accepted` event. */
export const action = z.strictObject({ label: z.string().trim().min(1).max(60), url: link.optional() })
export type Action = z.infer<typeof action>

const body = z.string().trim().min(1).max(1200)

/**
 * An offer or a piece of help, shown by the kinds `card` and `modal`.
 * Texts may name facts in braces, for example `{limit.exports.remaining}`.
 */
export const offerContent = z.strictObject({
  /** A quiet tag above the title, for example `9 of 10 seats`. */
  tag: z.string().trim().min(1).max(60).optional(),
  /** The fact, in one line. */
  title: shortText,
  /** What gets easier, and what stays the same. */
  body,
  /** Up to five things that come with it. */
  points: z.array(shortText).max(5).optional(),
  /** What happens next: the one primary action. */
  action,
  /** Another way to solve the problem, so that the offer is never the only exit. */
  alternative: action.optional(),
  /** The refusal, without guilt. Default: "Not now" / 今はしない. */
  decline: z.string().trim().min(1).max(60).optional(),
})
export type OfferContent = z.infer<typeof offerContent>

/** What stands under the peek of a locked feature, shown by the kind `gate`. */
export const gateContent = z.strictObject({
  title: shortText,
  body: body.optional(),
  /** Which plan opens it, for example `on the Business plan`. */
  plan: z.string().trim().min(1).max(80).optional(),
  action,
})
export type GateContent = z.infer<typeof gateContent>

/** One question from 0 to 10, then why, then thanks; shown by the kind `nps`. */
export const npsContent = z.strictObject({
  question: shortText,
  /** Words under 0. Default: "Not at all likely" / まったくない. */
  low: z.string().trim().min(1).max(60).optional(),
  /** Words under 10. Default: "Extremely likely" / とても高い. */
  high: z.string().trim().min(1).max(60).optional(),
  /** The follow-up question by score: 9-10, 7-8, 0-6. */
  followUp: z.strictObject({ promoter: shortText, passive: shortText, detractor: shortText }).optional(),
  thanks: shortText.optional(),
})
export type NpsContent = z.infer<typeof npsContent>

/** What an impression costs of the attention budget. 1 and more interrupts; less is never refused, but is missing for what interrupts. */
const cost = z.number().min(0).max(5).optional()

const both = <T extends z.ZodType>(content: T) => z.strictObject({ en: content, ja: content })

/** Where and how a campaign appears. The kind decides the shape of `content`. */
export const widget = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('card'),
    /** Name of the `<espalier-slot>` that it appears in. */
    slot: z.string().trim().min(1).max(64),
    /** Default 0.2. */
    cost,
    content: both(offerContent),
  }),
  z.strictObject({ kind: z.literal('modal'), cost, content: both(offerContent) }),
  z.strictObject({
    kind: z.literal('gate'),
    /** The locked feature; it appears in the `<espalier-gate>` of that feature. */
    feature: z.string().trim().min(1).max(64),
    /** Default 0. */
    cost,
    content: both(gateContent),
  }),
  z.strictObject({ kind: z.literal('nps'), cost, content: both(npsContent) }),
])
export type Widget = z.infer<typeof widget>
export type WidgetKind = Widget['kind']
