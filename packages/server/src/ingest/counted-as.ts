import { customCounter } from '../decisions/custom-counter.ts'
import type { Rules } from '../decisions/rules.ts'
import type { StoredEvent } from '../store/events.ts'

/** The names under which an event counts: its own, and those of the custom events that it is one of. */
export function countedAs({ counted }: Pick<Rules, 'counted'>, { name, properties }: Pick<StoredEvent, 'name' | 'properties'>): string[] {
  const names = [name]
  for (const { id, where } of counted.get(name) ?? []) if (where(properties)) names.push(customCounter(id))
  return names
}
