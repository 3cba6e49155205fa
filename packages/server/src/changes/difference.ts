/** A value that became another. Both are JSON; null is nothing. */
export interface Difference {
  field: string
  before: string | null
  after: string | null
}

/** Characters of a value that are shown. */
const MOST = 200

/** What is another in `after` than in `before`, field by field. What has an id is known by it, wherever it stands in its list. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const [was, is] = [leavesOf(before), leavesOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const [one, other] = [was.get(field) ?? null, is.get(field) ?? null]
    return one === other ? [] : [{ field, before: cut(one), after: cut(other) }]
  })
}

function leavesOf(value: unknown, at = '', into = new Map<string, string>()): Map<string, string> {
  if (value === undefined) return into
  const entries = partsOf(value)
  if (entries.length === 0) {
    // A list without anything says no more than what is missing in it.
    if (!Array.isArray(value) && (at !== '' || typeof value !== 'object')) into.set(at, JSON.stringify(value))
    return into
  }
  for (const [name, part] of entries) leavesOf(part, name.startsWith('[') || at === '' ? at + name : `${at}.${name}`, into)
  return into
}

function partsOf(value: unknown): (readonly [name: string, part: unknown])[] {
  if (typeof value !== 'object' || value === null) return []
  if (!Array.isArray(value)) return Object.entries(value)
  return (value as unknown[]).map((part, place) => [`[${idOf(part) ?? place}]`, part] as const)
}

function idOf(part: unknown): string | undefined {
  if (typeof part !== 'object' || part === null) return undefined
  const { id, currency, day } = part as Record<string, unknown>
  if (typeof id === 'string') return id
  return typeof currency === 'string' && typeof day === 'string' ? `${currency} ${day}` : undefined
}

function cut(text: string | null): string | null {
  return text !== null && text.length > MOST ? `${text.slice(0, MOST)}…` : text
}
