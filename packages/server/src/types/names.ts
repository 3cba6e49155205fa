import { pathsOf } from '@espalier/core'
import type { Campaign, Catalog, Definitions } from '@espalier/core/schema'

/** What a workspace consists of, as far as its names go. */
export interface Workspace {
  catalog: Catalog
  definitions: Definitions
  campaigns: readonly Campaign[]
}

/** The names that code of a host may use, each list in order and without repetition. */
export interface Names {
  features: string[]
  /** Those features that are counted. */
  metered: string[]
  /** Events that features, custom events and campaigns know. */
  events: string[]
  slots: string[]
}

/** Collects the names of a workspace. */
export function namesOf({ catalog, definitions, campaigns }: Workspace): Names {
  const custom = new Set(definitions.events.map(({ id }) => id))
  const read = [...definitions.segments, ...campaigns].flatMap(({ audience }) => pathsOf(audience)).flatMap(eventIn)
  const triggers = campaigns.flatMap(({ trigger }) => ('event' in trigger ? [trigger.event] : []))
  return {
    features: sorted(catalog.features.map(({ id }) => id)),
    metered: sorted(catalog.features.filter(({ kind }) => kind === 'metered').map(({ id }) => id)),
    events: sorted([
      ...catalog.features.map(({ event }) => event),
      ...definitions.events.map(({ event }) => event),
      ...read.filter((name) => !custom.has(name)),
      ...triggers,
      ...campaigns.map(({ goal }) => goal.event),
    ]).filter((name) => !/^(espalier|stripe):/.test(name)),
    slots: sorted(campaigns.map(({ widget }) => ('slot' in widget ? widget.slot : undefined))),
  }
}

/** The event that a fact such as `event.Report Exported.count30d` is about. */
function eventIn(path: string): string[] {
  const [, name] = /^(?:event|accountEvent)\.(.+)\.[^.]+$/.exec(path) ?? []
  return name ? [name] : []
}

function sorted(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined))].toSorted()
}
