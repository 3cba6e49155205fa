import { z } from 'zod'
import { keptCondition, keptPropertiesCondition, refuseSlowPatterns } from './condition.ts'
import { slug } from './text.ts'

const name = z.string().trim().min(1).max(120)

/** A named audience. Rules ask for it with `{ "segment.<id>": true }`, or `false`. It may not name another segment. */
export const segment = z.strictObject({ id: slug, name, audience: keptCondition })
export type Segment = z.infer<typeof segment>

/**
 * Occurrences of an event with certain properties, counted like an event of its own: `event.<id>.count30d`, `accountEvent.<id>.count`.
 * `where` is a condition over the properties.
 */
export const customEvent = z.strictObject({ id: slug, name, event: z.string().min(1).max(200), where: keptPropertiesCondition })
export type CustomEvent = z.infer<typeof customEvent>

/** What all rules of a workspace may use by name, as it was taken once: its patterns may be slow, and go on. */
export const keptDefinitions = z
  .strictObject({ segments: z.array(segment).max(200).default([]), events: z.array(customEvent).max(200).default([]) })
  .superRefine(({ segments, events }, context) => {
    for (const [list, all] of [
      ['segments', segments],
      ['events', events],
    ] as const) {
      const seen = new Set<string>()
      all.forEach(({ id }, index) => {
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [list, index, 'id'], message: `"${id}" appears twice` })
        seen.add(id)
      })
    }
    segments.forEach(({ audience }, index) => {
      // One without an audience comes here, too, and has its own complaint.
      if (JSON.stringify(audience ?? null).includes('"segment.')) {
        context.addIssue({ code: 'custom', path: ['segments', index, 'audience'], message: 'a segment may not name another segment' })
      }
    })
  })
/** What all rules of a workspace may use by name. */
export const definitions = keptDefinitions.superRefine(refuseSlowPatterns)
export type Definitions = z.infer<typeof definitions>
