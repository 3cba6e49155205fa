import { notePerson } from '../ingest/note-event.ts'
import { changeCare } from '../store/change-care.ts'
import type { PersonCareChange } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import type { UserChangeBody } from './shapes.ts'

/** Changes what spares a person alone. Answers false when nobody has this id; an old anonymous id finds the person too. */
export function changeUser(store: Store, name: string, body: UserChangeBody, at: number): Promise<boolean> {
  return store.transaction(async (inner) => {
    const id = (await inner.people.aliases([name])).get(name) ?? name
    const person = (await inner.people.persons([id])).get(id)
    if (!person) return false
    const care: PersonCareChange = {
      ...(body.mutedUntil !== undefined && { mutedUntil: body.mutedUntil && Date.parse(body.mutedUntil) }),
      ...(body.notAFitUntil !== undefined && { notAFitUntil: body.notAFitUntil && Date.parse(body.notAFitUntil) }),
    } as PersonCareChange
    await inner.people.save({ persons: [changeCare(person, care)] })
    await inner.events.append([notePerson({ person: id, account: person.account ?? id }, care, { at, now: at })])
    return true
  })
}
