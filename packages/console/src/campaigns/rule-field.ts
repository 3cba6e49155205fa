/** A fact that a line of the builder can ask about. */
export interface RuleField {
  /** The fact's path; for counts of events the path without a window, which all windows share. */
  name: string
  label: string
  /** `share` is kept as 0 to 1 and shown in per cent. */
  kind: 'number' | 'share' | 'boolean' | 'choice' | 'text'
  values?: { name: string; label: string }[]
  /** The values of a choice are numbers. */
  numeric?: boolean
}

/** Fields under one heading. */
export interface RuleFieldGroup {
  label: string
  options: RuleField[]
}

const COUNT = /^((?:event|accountEvent)\..+\.count)(?:(\d+)d)?$/

/** A count of an event: the field that all windows share, and the window in days; without one, ever. */
export function countOf(path: string): { field: string; days?: number } | undefined {
  const [, field, days] = COUNT.exec(path) ?? []
  return field === undefined ? undefined : { field, ...(days !== undefined && { days: Number(days) }) }
}

/** The field that a path belongs to. */
export function fieldOf(path: string): string {
  return countOf(path)?.field ?? path
}

/** The event, or id of a counted event, that a path asks about. */
export function eventOf(path: string): string | undefined {
  return /^(?:event|accountEvent)\.(.+)\.[a-zA-Z0-9]+$/.exec(path)?.[1]
}
