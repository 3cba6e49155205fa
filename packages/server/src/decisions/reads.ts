import { eventFactName, windowsOf } from '@espalier/core'
import { customCounter } from './custom-counter.ts'
import type { Workspace } from './workspace.ts'

/** Which counters decisions read, by the name that facts have for them; only these are read from the store. */
export interface Reads {
  /** Of the person. */
  readonly person: ReadonlySet<string>
  /** Of the account: those that rules read, that use up features, and the one that says that somebody cancels. */
  readonly account: ReadonlySet<string>
  /** Windows of events in days, beside those that are always there. */
  readonly windows: readonly number[]
}

/** What rules with these paths read. */
export function readsOf(paths: readonly string[], { settings, catalog, definitions }: Workspace): Reads {
  const custom = new Set(definitions.events.map(({ id }) => id))
  const named = (root: string) =>
    paths.flatMap((path) => {
      const [first, name = ''] = path.split('.', 2)
      return first !== root ? [] : custom.has(name) ? customCounter(name) : name
    })
  const used = catalog.features.flatMap(({ event }) => event ?? [])
  return {
    person: new Set(named('event')),
    account: new Set([...named('accountEvent'), ...[...used, settings.cancelEvent].map(eventFactName)]),
    windows: windowsOf(paths),
  }
}
