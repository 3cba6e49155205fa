import type { Condition } from '@espalier/core/schema'
import type { Timeline } from '../decisions/world/timeline.ts'
import type { Store } from '../store/store.ts'
import type { Counted } from './empty-event.ts'

/** All conditions by which events of the host were ever counted or armed a campaign, by the name of the event. */
export async function countedBy({ campaigns }: Pick<Store, 'campaigns'>, { customEvents }: Timeline): Promise<Counted> {
  const found = new Map<string, Condition[]>()
  const add = (event: string, where: Condition) => found.set(event, [...(found.get(event) ?? []), where])
  for (const { event, where } of customEvents) add(event, where)
  for (const { id, version } of await campaigns.list()) {
    if (version === 0) continue
    for (const { definition } of await campaigns.versions(id)) {
      const { trigger } = definition
      if (trigger.on === 'server' && trigger.where) add(trigger.event, trigger.where)
    }
  }
  return found
}
