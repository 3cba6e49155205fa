import { openBoot, type OpenBoot } from '../../boot/boot.ts'
import type { StoredEvent } from '../../store/events.ts'
import type { Subject } from '../subject.ts'
import type { World } from './world.ts'

/**
 * The answer that a page got, and to whom, from the event that notes it; everything before it in the log is in the world already, and
 * what the world takes afterwards changes nothing about it.
 */
export function bootAgain(world: World, { person, account, at, sentAs }: StoredEvent): { answer: OpenBoot; subject: Subject } {
  const name = { ...(sentAs?.user ? { userId: person } : { anonymousId: person }), groupId: account }
  const subject = world.subjectOf(name, at)
  return { answer: openBoot(subject, world.rulesAt(at), at), subject }
}
