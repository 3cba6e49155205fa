import type { WireEvent } from '../event.ts'

/** Who uses a page, as far as the host said. */
export interface Person {
  anonymousId: string
  userId?: string | undefined
  groupId?: string | undefined
}

/** The person that an event of a page was recorded for. */
export function personOf({ anonymousId = '', userId, context }: WireEvent): Person {
  return { anonymousId, userId, groupId: context?.groupId }
}

/** True when `event` was recorded for `person` in the same account: by the user, or by the visitor who became that user. */
export function isBy({ userId, anonymousId, context }: WireEvent, person: Person): boolean {
  const same = userId === undefined ? anonymousId === person.anonymousId : userId === person.userId
  return same && context?.groupId === person.groupId
}
