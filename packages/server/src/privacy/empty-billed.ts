import type { KeptRow, Whose } from '../store/privacy.ts'
import type { Store } from '../store/store.ts'
import { replaceIds } from './replace-ids.ts'
import { newTombstone } from './tombstone.ts'

/** What credits and refunds are read from; everything else that a billing event says of an account goes. */
const READ = ['credit', 'client_reference_id', 'subscription', 'id', 'created', 'refunded', 'amount', 'amount_refunded']
const CREDIT = 'espalier_credit'

/**
 * Empties what billing told of accounts that are erased, and how its events are called in the log.
 * @param names new names by the ids of accounts and persons
 * @param bought new names by the ids of what they bought
 */
export async function emptyBilled(
  { privacy }: Pick<Store, 'privacy'>,
  { accounts }: Whose,
  names: ReadonlyMap<string, string>,
  bought: ReadonlyMap<string, string>,
): Promise<void> {
  const all = new Map([...names, ...bought])
  for (const account of accounts) {
    for await (const rows of privacy.rowsOf('billing_event', { persons: [], accounts: [account] })) {
      for (const row of rows) if (bought.has(String(row['id']))) await privacy.rewrite('billing_event', row, { body: emptied(row, all) })
    }
    for await (const rows of privacy.rowsOf('event', { persons: [], accounts: [account] })) {
      for (const row of rows) {
        const id = /^stripe:(.+)$/.exec(String(row['id']))?.[1]
        if (id !== undefined) await privacy.rewrite('event', row, { id: `stripe:${bought.get(id) ?? newTombstone()}` })
      }
    }
  }
}

function emptied({ body }: KeptRow, names: ReadonlyMap<string, string>): unknown {
  const told = recordOf(body)
  if (!('data' in told)) return replaceIds(only(told), names)
  const object = recordOf(recordOf(told['data'])['object'])
  const credit = recordOf(object['metadata'])[CREDIT]
  const kept = replaceIds(only(object), names) as Record<string, unknown>
  // A charge is told apart from others by its id alone.
  if (typeof object['id'] === 'string' && kept['id'] === object['id']) kept['id'] = newTombstone()
  return { data: { object: { ...kept, ...(credit !== undefined && { metadata: { [CREDIT]: credit } }) } } }
}

const only = (value: Record<string, unknown>) => Object.fromEntries(Object.entries(value).filter(([key]) => READ.includes(key)))

const recordOf = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})
