import type { Campaign } from '@espalier/core/schema'
import type { Workspace } from '../decisions/workspace.ts'
import { HttpError } from '../http/errors.ts'
import { readsIn } from './paths.ts'

/**
 * Throws a 400 that names the field when a campaign speaks of a segment or feature that the workspace does not have. Limits may be of
 * anything that the host reports. Where the catalogue lists no features yet, there is nothing to compare with.
 */
export function checkReferences(campaign: Campaign, { definitions, catalog }: Pick<Workspace, 'definitions' | 'catalog'>): void {
  const segments = new Set(definitions.segments.map(({ id }) => id))
  const features = new Set(catalog.features.map(({ id }) => id))
  const reads = readsIn(campaign.audience, 'audience')
  for (const { fact, at } of reads) {
    const [root, name = ''] = fact.split('.', 2)
    if (root === 'segment' && !segments.has(name)) refuse(at, 'segment', name, segments)
    if ((root === 'event' || root === 'accountEvent') && name.startsWith('#')) {
      throw new HttpError(400, 'invalid-campaign', `${at}: custom events are named by their id alone`, {
        field: at,
        expected: name.slice(1),
      })
    }
  }
  if (features.size === 0) return
  const named = [
    ...reads.flatMap(({ fact, at }) => (fact.startsWith('feature.') ? [[at, fact.split('.')[1]] as const] : [])),
    ['feature', campaign.feature] as const,
    ['trigger.feature', campaign.trigger.on === 'feature' ? campaign.trigger.feature : undefined] as const,
    ['widget.feature', campaign.widget.kind === 'gate' ? campaign.widget.feature : undefined] as const,
  ]
  for (const [at, id] of named) if (id !== undefined && !features.has(id)) refuse(at, 'feature', id, features)
}

function refuse(field: string, what: string, id: string, known: ReadonlySet<string>): never {
  const expected = known.size > 0 ? `one of ${[...known].slice(0, 20).join(', ')}` : `a ${what} of this workspace; there is none yet`
  throw new HttpError(400, 'invalid-campaign', `${field}: there is no ${what} "${id}"`, { field, expected })
}
