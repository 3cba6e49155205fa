import type { Person } from '@espalier/core'
import { createEventId } from './event-id.ts'
import type { Clock } from './platform/clock.ts'
import type { Storage } from './platform/storage.ts'

export type Traits = Record<string, unknown>

/** The person and the account of this browser, remembered between pages. Traits live as long as the page. */
export interface Identity {
  person(): Person
  /** What was told of both on this page. */
  traits(): { user: Traits; account: Traits }
  /** True when this is somebody else than before. */
  identify(userId: string, traits: Traits): boolean
  /** True when this is another account than before. */
  group(groupId: string, traits: Traits): boolean
  /** Forgets everybody. */
  reset(): void
}

/** Under this name the person of this browser is stored. */
export const PERSON = 'person'

/** Reads the person that `storage` remembers, or begins with an anonymous one. */
export function createIdentity(storage: Storage, clock: Clock): Identity {
  let user: Traits = {}
  let account: Traits = {}
  let person: Person
  const stranger = (): Person => ({ anonymousId: createEventId(clock.now()) })
  const remember = (next: Person): Person => {
    storage.write(PERSON, next)
    return (person = next)
  }
  const reset = (): void => {
    user = account = {}
    remember(stranger())
  }
  person = storage.read<Person>(PERSON) ?? remember(stranger())

  return {
    person: () => person,
    traits: () => ({ user, account }),
    identify: (userId, traits) => {
      const changed = person.userId !== userId
      // Two people must not be joined by one anonymous id.
      if (changed && person.userId !== undefined) reset()
      user = { ...user, ...traits }
      remember({ ...person, userId })
      return changed
    },
    group: (groupId, traits) => {
      const changed = person.groupId !== groupId
      account = changed ? traits : { ...account, ...traits }
      remember({ ...person, groupId })
      return changed
    },
    reset,
  }
}
