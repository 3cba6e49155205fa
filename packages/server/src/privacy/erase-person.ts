import { loadTimeline } from '../decisions/world/timeline.ts'
import { HttpError } from '../http/errors.ts'
import type { Whose } from '../store/privacy.ts'
import type { Store } from '../store/store.ts'
import { countedBy } from './counted-by.ts'
import { noteErased } from './digests.ts'
import { emptyEvents, namesFor, renameInAccounts, renameInMessages, type Asked } from './erasure.ts'
import { newTombstone } from './tombstone.ts'
import { idsOfPerson } from './whose.ts'

/**
 * Erases a person at once: under all of their ids a name stands from now on that says nothing and leads nowhere, and what they said of
 * themselves is gone. What was counted stays, with the arms that were drawn. All of it or nothing; false when nobody has this id.
 * Throws a 409 where other people are in an account of the same id.
 */
export function erasePerson(store: Store, name: string, { at, author }: Asked): Promise<boolean> {
  return store.transaction(async (inner) => {
    const { privacy, people } = inner
    const ids = await idsOfPerson(inner, name)
    if (!ids) return false
    await refuseShared(inner, ids)
    const timeline = await loadTimeline(inner)
    const parted = await privacy.part(ids[0], newTombstone)
    const whose: Whose = { persons: [...ids, ...parted], accounts: ids }
    const names = await namesFor(inner, whose, timeline)
    const within = [...new Set((await people.memberships(ids)).map(({ account }) => account))]
    await emptyEvents(inner, whose, within, names, await countedBy(inner, timeline))
    await renameInMessages(inner, whose, names)
    await renameInAccounts(inner, within, names)
    await privacy.rename(names)
    await privacy.empty([...names.values()])
    await noteErased(privacy, ids, at)
    await privacy.forget()
    await inner.changes.append({ at, author, kind: 'erased', subject: 'person', body: {} })
    return true
  })
}

/** Who is alone is an account of their own; an account that others are in, too, is not the person's to erase. */
async function refuseShared({ people }: Store, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const members = await people.membersOf(id, ids.length + 1)
    if (members.every((one) => ids.includes(one.id))) continue
    throw new HttpError(409, 'account-shared', `other people are in the account "${id}", which has the id of this person`)
  }
}
