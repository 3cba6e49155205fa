import type { limitOf, MovedBoot } from '@espalier/core'
import type { Identity } from './identity.ts'
import type { Listeners } from './listeners.ts'
import type { ClientOptions } from './options.ts'
import type { Clock } from './platform/clock.ts'
import type { Storage } from './platform/storage.ts'
import type { LoadPresenter, WidgetHost } from './present.ts'
import type { OwnEvent } from './stamp.ts'
import type { Queue } from './transport/queue.ts'

/** What the client hands to its engine. */
export interface EngineParts {
  options: ClientOptions
  queue: Queue
  /** Of this browser. */
  local: Storage
  boot(): MovedBoot
  identity: Identity
  listeners: Listeners
  clock: Clock
  /** Lives as long as the tab. */
  tab: Storage
  loadPresenter: LoadPresenter
  /** What the widgets may ask that the client answers. */
  answers: Pick<WidgetHost, 'locale' | 'zone' | 'check' | 'usage'>
  /** It is in the client already. */
  limitOf: typeof limitOf
  createId(): string
  /** Records an event of ours, which comes back by `take`. */
  record(event: OwnEvent, properties: Record<string, unknown>): void
  /** Something came into sight or left it. */
  onSight(): void
}
