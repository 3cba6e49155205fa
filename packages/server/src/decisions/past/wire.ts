import type { Fact, WireEvent } from '@espalier/core'
import type { StoredEvent } from '../../store/events.ts'

/** An event of a page with its time as a number. Its text is made only where somebody reads it: nearly nobody does. */
export interface TimedWire extends WireEvent {
  /** Epoch milliseconds. */
  readonly at: number
}

class LazyWire implements TimedWire {
  readonly type: WireEvent['type']
  readonly messageId: string
  readonly at: number
  readonly anonymousId: string
  readonly properties: Record<string, unknown>
  readonly context: NonNullable<WireEvent['context']>
  readonly seq: number
  declare userId?: string
  declare event?: string

  constructor({ type, id, at, seq, properties }: Wired, anonymousId: string, context: NonNullable<WireEvent['context']>) {
    this.type = type
    this.messageId = id
    this.at = at
    this.anonymousId = anonymousId
    this.properties = properties as Record<string, unknown>
    this.context = context
    this.seq = seq
  }

  get timestamp(): string {
    return new Date(this.at).toISOString()
  }
}

type Wired = Pick<StoredEvent, 'type' | 'id' | 'at' | 'seq' | 'properties'>

/**
 * An event of the log as its page recorded it. The log names who did something as the server knew them; `anonymousId` is the visitor
 * that the page knew, the same all through its visit: who signs in meanwhile, perhaps in another tab, does not change it.
 */
export function wireOf(event: StoredEvent, anonymousId: string): TimedWire {
  const { type, name, person, account, context, sentAs } = event
  const wire = new LazyWire(event, anonymousId, sentAs?.account ? withGroup(context, account) : context)
  if (sentAs?.user) wire.userId = person
  if (type === 'track') wire.event = name
  return wire
}

/** What the page of `before` would have recorded as well. */
export function wireBeside({ anonymousId = '', context = {}, userId }: WireEvent, name: string, told: Omit<Wired, 'type'>): TimedWire {
  const wire = new LazyWire({ ...told, type: 'track' }, anonymousId, context)
  if (userId !== undefined) wire.userId = userId
  wire.event = name
  return wire
}

type Context = Readonly<Record<string, Fact>>

/** By the context that was kept: the events of one page mostly share theirs, and its account. */
const grouped = new WeakMap<Context, Context & { groupId: string }>()

function withGroup(context: Context, groupId: string): Context {
  let known = grouped.get(context)
  if (known?.groupId !== groupId) grouped.set(context, (known = { ...context, groupId }))
  return known
}

/** The visitor that a visit belongs to, as its first event tells; empty where that names nobody but a user. */
export function visitorOf({ person, sentAs }: StoredEvent): string {
  return sentAs?.user ? (sentAs.visitor ?? '') : person
}
