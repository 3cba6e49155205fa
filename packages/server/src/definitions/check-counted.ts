import type { Campaign, Definitions } from '@espalier/core/schema'
import { HttpError } from '../http/errors.ts'
import type { Counting } from '../store/workspace.ts'
import { readsIn } from './paths.ts'

/** Throws a 400 that names the field when a campaign reads a new custom event of which the past is not counted to its end. */
export function checkCounted({ audience }: Campaign, inForce: Definitions, counting: Counting | undefined): void {
  const fresh = new Set(counting?.events.flatMap(({ id }) => (inForce.events.some((one) => one.id === id) ? [] : id)))
  if (fresh.size === 0) return
  for (const { fact, at: field } of readsIn(audience, 'audience')) {
    const [root, name = ''] = fact.split('.', 2)
    if ((root !== 'event' && root !== 'accountEvent') || !fresh.has(name)) continue
    const message = `${field}: the custom event "${name}" is still being counted over the past; publish when that is done`
    throw new HttpError(400, 'invalid-campaign', message, { field, expected: 'a custom event that is counted' })
  }
}
