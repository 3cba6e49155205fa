import type { Boot } from '@espalier/core/schema'
import { bootOf } from '../../boot/boot.ts'
import type { StoredEvent } from '../../store/events.ts'
import type { World } from './world.ts'

/** The answer that a page got, from the event that notes it; everything before it in the log is in the world already. */
export function bootAgain(world: World, { person, account, at, sentAs }: StoredEvent): Boot {
  const name = { ...(sentAs?.user ? { userId: person } : { anonymousId: person }), groupId: account }
  return bootOf(world.subjectOf(name, at), world.rulesAt(at), at).boot
}
