/** What a host declares about its workspace, so that a misspelt name is a type error. */
export interface Catalogue {
  /** Ids of features. */
  features: string
  /** Ids of the features that are counted; all features when left out. */
  metered?: string
  /** Names for `track`; any when left out. */
  events?: string
  /** Names of slots; any when left out. */
  slots?: string
}

/**
 * Empty until the file that `espalier types` writes is part of the host's program. That file adds `catalogue`, and from then on the
 * client, the React and Vue entries and the elements in JSX know the workspace's names.
 */
// oxlint-disable-next-line typescript/no-empty-interface
export interface Register {}

/** The names of the workspace where they are known, else any. */
export type RegisteredCatalogue = Register extends { catalogue: infer C extends Catalogue } ? C : Catalogue

type Named<C extends Catalogue, K extends keyof Catalogue, Otherwise = string> = C extends Record<K, infer N extends string> ? N : Otherwise

/** Id of a feature. */
export type FeatureName<C extends Catalogue = RegisteredCatalogue> = C['features']
/** Id of a feature that is counted. */
export type MeteredName<C extends Catalogue = RegisteredCatalogue> = Named<C, 'metered', C['features']>
/** Name of an event. */
export type EventName<C extends Catalogue = RegisteredCatalogue> = Named<C, 'events'>
/** Name of a slot. */
export type SlotName<C extends Catalogue = RegisteredCatalogue> = Named<C, 'slots'>
