import { readPath, type Facts } from '@espalier/core'
import { formatDay, formatNumber } from './format.ts'

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/
const MISSING = '–'

/**
 * Puts facts in the place of `{path.to.fact}`: numbers grouped and points in time as days of `zone`, in the
 * reader's way, everything else as it is.
 * A fact that is missing, or that is no plain value, becomes an en dash. `tag` is a language tag such as `ja-JP`.
 */
export function fill(text: string, facts: Facts, tag: string, zone: string): string {
  return text.replace(/\{([^{}]+)\}/g, (_, path: string) => write(readPath(facts, path.trim()), tag, zone))
}

function write(fact: unknown, tag: string, zone: string): string {
  if (typeof fact === 'number' && Number.isFinite(fact)) return formatNumber(fact, tag)
  if (typeof fact !== 'string' || !fact) return MISSING
  return INSTANT.test(fact) ? (formatDay(Date.parse(fact), tag, Date.now(), zone) ?? MISSING) : fact
}
