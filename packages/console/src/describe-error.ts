import type { Locale } from '@espalier/core/schema'
import type { FieldIssue, Refused } from './api.ts'
import { describeMessage } from './campaigns/problem.ts'
import { errorParts, errorWords, type Code } from './text/errors.ts'

/** How a form calls one of its fields, by the path that the server names; undefined for a field that it does not have. */
export type NameField = (path: string) => string | undefined

/** Fields that are said at once; who has mended them sees the others. */
const SAID_AT_ONCE = 3

/**
 * What went wrong, in the reader's language. A code that a newer server made up is quoted, so that nobody is left with a foreign sentence
 * alone.
 */
export function describeError(refused: Refused, locale: Locale, nameOf: NameField = () => undefined): string {
  const { code, message, issues = [], facts: { id, bytes } = {}, retryAfter } = refused
  const p = errorParts[locale]
  if (!isKnown(code)) return p.beyond(code, message)
  const said = errorWords[locale][code]
  if (typeof said === 'string') return said
  // The first thing to mend of a field; mending it often mends the others.
  const wrong = issues.filter(({ field }, index) => issues.findIndex((one) => one.field === field) === index)
  const fields = wrong.slice(0, SAID_AT_ONCE).map((one) => describeIssue(one, locale, nameOf))
  const more = wrong.length - fields.length
  return said({
    fields: p.together([...fields, ...(more > 0 ? [p.more(more)] : [])]),
    id: id === undefined ? '' : p.quote(id),
    limit: bytes === undefined ? '' : p.size(Math.floor(bytes / 1024)),
    again: p.again(retryAfter),
  })
}

function isKnown(code: string): code is Code {
  return Object.hasOwn(errorWords.en, code)
}

/** Of a line of a file, the server names the column before what is wrong, and how many lines are, behind it. */
const OF_A_LINE = /^(?:(\w+): )?(.+); nothing was imported \(\d+ wrong\)$/

function describeIssue({ field, message }: FieldIssue, locale: Locale, nameOf: NameField): string {
  const p = errorParts[locale]
  const line = /^line (\d+)$/.exec(field)?.[1]
  const [, column, ofLine] = (line !== undefined && OF_A_LINE.exec(message)) || []
  const said = describeMessage(ofLine ?? message, locale)
  const named = nameOf(field) ?? (line === undefined ? field && p.quote(field) : p.line(line))
  const name = p.together([named ?? '', column === undefined ? '' : p.quote(column)].filter(Boolean))
  return name ? p.field(name, said) : said
}
