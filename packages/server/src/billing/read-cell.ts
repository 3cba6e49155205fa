import { fromWall } from '@espalier/core'

/** Words of other billing systems for ours. */
const WORDS: Readonly<Record<string, string>> = {
  cancelled: 'canceled',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  yearly: 'year',
  annual: 'year',
  annually: 'year',
}

/** A status or an interval as the API names it, whatever the case. */
export function wordIn(text: string): string {
  const word = text.toLowerCase()
  return WORDS[word] ?? word
}

const DATE = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

/**
 * A date as tables write it, with or without a time, on the wall clock of a zone, as ISO 8601 in UTC. Everything else, such as a time that
 * names its own zone, is left as it is.
 */
export function timeIn(text: string, zone: string): string {
  const found = DATE.exec(text.normalize('NFKC'))
  if (!found) return text
  const [year, month, day, hour, minute, second] = [
    found[1],
    found[2] ?? found[4] ?? found[6],
    found[3] ?? found[5] ?? found[7],
    ...found.slice(8),
  ].map((part) => Number(part ?? 0)) as [number, number, number, number, number, number]
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  const read = new Date(wall)
  // There is no 30 February, and no hour 25.
  if (read.getUTCDate() !== day || read.getUTCMonth() !== month - 1 || read.getUTCHours() !== hour || read.getUTCMinutes() !== minute)
    return text
  return new Date(fromWall(wall, zone)).toISOString()
}

/** A number as people write it: with full-width digits, and where `grouped`, with commas between thousands. */
export function plainNumber(text: string, grouped: boolean): string {
  const plain = text.normalize('NFKC')
  return grouped && /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
}
