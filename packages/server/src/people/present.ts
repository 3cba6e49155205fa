import type { z } from 'zod'
import type { StoredEvent } from '../store/events.ts'
import type { Account, Person } from '../store/people.ts'
import type { accountSummary, user, userSummary } from './shapes.ts'

/** Epoch milliseconds as ISO 8601. */
export const isoTime = (at: number): string => new Date(at).toISOString()

/** The times of `value` as ISO 8601; what is missing stays missing. */
export function isoTimes<K extends string>(value: { readonly [key in K]?: number | undefined }, ...keys: K[]): { [key in K]?: string } {
  const entries = keys.flatMap((key) => (value[key] === undefined ? [] : [[key, isoTime(value[key])]]))
  return Object.fromEntries(entries) as { [key in K]?: string }
}

/** A person as lists show it. */
export function toUserSummary({ id, anonymous, traits, account, firstSeenAt, lastSeenAt }: Person): z.infer<typeof userSummary> {
  return { id, anonymous, traits, account: account ?? null, firstSeenAt: isoTime(firstSeenAt), lastSeenAt: isoTime(lastSeenAt) }
}

/** An account as lists show it. */
export function toAccountSummary(
  { id, traits, plan, firstSeenAt, lastSeenAt }: Account,
  defaultPlan: string | undefined,
): z.infer<typeof accountSummary> {
  return { id, traits, plan: plan ?? defaultPlan ?? null, firstSeenAt: isoTime(firstSeenAt), lastSeenAt: isoTime(lastSeenAt) }
}

/** An event as timelines show it. */
export function toRecorded({ id, type, name, person, account, at, properties }: StoredEvent): z.infer<typeof user>['events'][number] {
  return { id, type, name, user: person, account, at: isoTime(at), properties }
}
