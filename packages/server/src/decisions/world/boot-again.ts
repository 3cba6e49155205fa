import type { Boot } from '@espalier/core/schema'
import { bootOf } from '../../boot/boot.ts'
import type { StoredEvent } from '../../store/events.ts'
import type { Subject } from '../subject.ts'
import type { World } from './world.ts'

/** The answer that a page got, and to whom, from the event that notes it; everything before it in the log is in the world already. */
export function bootAgain(world: World, { person, account, at, sentAs }: StoredEvent): { boot: Boot; subject: Subject } {
  const name = { ...(sentAs?.user ? { userId: person } : { anonymousId: person }), groupId: account }
  const subject = world.subjectOf(name, at)
  return { boot: bootOf(subject, world.rulesAt(at), at).boot, subject }
}
