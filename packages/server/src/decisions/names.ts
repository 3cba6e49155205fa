import type { Names } from '@espalier/core/words'
import type { Rules } from './rules.ts'

/** What things of a workspace are called, for sentences about its rules. */
export function namesOf({ settings, catalog, definitions, campaigns }: Rules): Names {
  return {
    zone: settings.zone,
    features: Object.fromEntries(catalog.features.map(({ id, name }) => [id, name])),
    plans: Object.fromEntries(catalog.plans.map(({ id, name }) => [id, name])),
    campaigns: Object.fromEntries(campaigns.map(({ id, definition }) => [id, definition.name])),
    events: Object.fromEntries(definitions.events.map(({ id, name }) => [id, name])),
    segments: Object.fromEntries(definitions.segments.map(({ id, name }) => [id, name])),
  }
}
