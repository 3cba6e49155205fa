import { EVENTS } from '@espalier/core'
import type { NamedInEvent } from '../../ingest/fold.ts'
import type { OwnEvent } from '../../ingest/own-event.ts'
import type { StoredEvent } from '../../store/events.ts'

const OWN: ReadonlySet<string> = new Set(Object.values(EVENTS))

/** How its sender named people in an event of the log, so that it can be folded in once more. It was checked when it came. */
export function namedIn({ type, name, person, account, properties, sentAs }: StoredEvent): NamedInEvent {
  const user = sentAs?.user === true
  const joins = user && (type === 'identify' || type === 'alias')
  return {
    userId: user ? person : undefined,
    anonymousId: user || person === '' ? undefined : person,
    groupId: sentAs?.account ? account : undefined,
    visitor: joins ? sentAs?.visitor : undefined,
    page: sentAs?.page === true,
    own: type === 'track' && OWN.has(name) ? ({ name, properties } as unknown as OwnEvent) : undefined,
  }
}
