import { EVENTS } from '@espalier/core'
import type { IncomingEvent } from '../../ingest/accept.ts'
import type { OwnEvent } from '../../ingest/own-event.ts'
import type { StoredEvent } from '../../store/events.ts'

const OWN: ReadonlySet<string> = new Set(Object.values(EVENTS))

/** An event of the log as its sender sent it, so that it can be folded in once more. It was checked when it came. */
export function asSent({ person, account, sentAs = {}, ...rest }: StoredEvent): IncomingEvent {
  const { visitor } = sentAs
  return {
    ...rest,
    ...(sentAs.user ? { userId: person } : person !== '' && { anonymousId: person }),
    ...(visitor !== undefined && (rest.type === 'alias' ? { previousId: visitor } : { anonymousId: visitor })),
    ...(sentAs.account && { groupId: account }),
    ...(rest.type === 'track' && OWN.has(rest.name) && { own: { name: rest.name, properties: rest.properties } as unknown as OwnEvent }),
  }
}
