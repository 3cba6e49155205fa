import type { Definitions } from '@espalier/core/schema'
import { HttpError } from '../http/errors.ts'
import type { LiveCampaign } from '../store/campaigns.ts'
import { readsIn } from './paths.ts'

/** Throws a 400 when a definition would go that a campaign uses which is running or paused. */
export function checkRemoved(before: Definitions, next: Definitions, live: readonly LiveCampaign[]): void {
  for (const list of ['segments', 'events'] as const) {
    const kept = new Set(next[list].map(({ id }) => id))
    const gone = new Set(before[list].map(({ id }) => id).filter((id) => !kept.has(id)))
    for (const { id: campaign, state, definition } of live) {
      if (state === 'ended' || gone.size === 0) continue
      const used = readsIn(definition.audience, '').find(({ fact }) => {
        const [root = '', name = ''] = fact.split('.', 2)
        return gone.has(name) && (list === 'segments' ? root === 'segment' : root === 'event' || root === 'accountEvent')
      })
      if (!used) continue
      const id = used.fact.split('.')[1] ?? ''
      throw new HttpError(400, 'invalid-definitions', `${list}: campaign "${campaign}" uses "${id}"`, { field: list, expected: `"${id}"` })
    }
  }
}
