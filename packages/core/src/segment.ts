import type { Condition } from './condition.ts'
import type { Segment } from './schema/definitions.ts'

const ROOT = 'segment.'

/**
 * Puts the audience of each segment in the place of `{ "segment.<id>": true }`, and its opposite in the place of `false`. A segment that
 * does not exist is left as it is, and then matches nobody.
 */
export function expandSegments(condition: Condition, segments: readonly Pick<Segment, 'id' | 'audience'>[]): Condition {
  const expanded: Condition = {}
  const parts: Condition[] = []
  for (const [key, value] of Object.entries(condition)) {
    const segment = key.startsWith(ROOT) && segments.find(({ id }) => key === ROOT + id)
    if (segment) parts.push(value === true ? segment.audience : { $not: segment.audience })
    else if (key === '$not') expanded[key] = expandSegments(value as Condition, segments)
    else if (key[0] === '$') expanded[key] = (value as Condition[]).map((one) => expandSegments(one, segments))
    else expanded[key] = value
  }
  if (parts.length > 0) expanded['$and'] = [...((expanded['$and'] as Condition[] | undefined) ?? []), ...parts]
  return expanded
}
