import { USAGE } from '../event-names.ts'
import { eventFactName } from '../facts.ts'
import type { Boot } from '../schema/boot.ts'
import { countedAs } from './absorb.ts'

/** The facts that a `track` event moves, by the first two steps of their paths: counters, and limits that it uses up. */
export function factsMovedBy({ events, entitlements }: Boot, event: string, properties: Readonly<Record<string, unknown>>): string[] {
  if (event === USAGE) return [`limit.${String(properties['feature'])}`]
  const counters = countedAs(events, event, properties).map(eventFactName)
  const limits = Object.keys(entitlements).filter((feature) => entitlements[feature]?.event === event)
  return [...counters.flatMap((name) => [`event.${name}`, `accountEvent.${name}`]), ...limits.map((feature) => `limit.${feature}`)]
}
