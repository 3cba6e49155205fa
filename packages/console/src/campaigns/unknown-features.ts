import { pathsOf } from '@espalier/core'
import type { CampaignInput, Catalog } from '@espalier/core/schema'

/**
 * Features that the rule names and the catalogue does not have, each once. Nothing is known of their limits, so nobody can match.
 */
export function unknownFeatures({ audience, widget, trigger, feature }: CampaignInput, catalog: Catalog): string[] {
  const named = pathsOf(audience ?? {}).flatMap((path) => /^(?:limit|feature)\.([^.]+)/.exec(path)?.[1] ?? [])
  if (widget.kind === 'gate') named.push(widget.feature)
  if (trigger?.on === 'feature' || trigger?.on === 'limit') named.push(trigger.feature)
  if (feature !== undefined) named.push(feature)
  const known = new Set(catalog.features.map((one) => one.id))
  return [...new Set(named)].filter((id) => id !== '' && !known.has(id))
}
