import type { CHANGE_KINDS } from '@espalier/core/schema'

/**
 * What of a workspace can change: `state` and `version` of the campaign `subject`, `rates` to the currency `subject`, the others as a whole.
 * `key`: the id of one, which is made or revoked; `hook`: where the owner is told; `colleague`: who may sign in to the console.
 * `erased`: a `person` or an `account` was, which one is not said; `merged`: an `account` became part of another one.
 */
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** One change that somebody made. */
export interface Change {
  /** Epoch milliseconds; 0 for what was there before changes were written down. */
  at: number
  /** Name of the key or of the person in the console. */
  author: string
  kind: ChangeKind
  /** With `state`: the campaign; with `rates`: the currency that they lead to; with `key`: its id; with `colleague`: their e-mail address; with `erased` and `merged`: what was. Else empty. */
  subject: string
  /**
   * How it is after the change: the settings, catalogue or definitions; with `state`, `{ state, version }`; with `rates`, `{ rates }`: what
   * was told, with null for a day that was taken away.
   */
  body: unknown
}

/** Which changes are asked for; those that somebody made, so that what was there before the first of them is none. */
export interface ChangeFilter {
  kind?: ChangeKind | undefined
  /** Only of the state of this campaign. */
  campaign?: string | undefined
  author?: string | undefined
}

/** A change among all others. */
export interface PlacedChange extends Change {
  /** From 1 on; those without an author count, too. */
  place: number
  /** How it was before; undefined where nothing was. Of rates always, because each telling stands for itself. */
  bodyBefore: unknown
}

/** Everything that was changed of a workspace, appended and never changed, so that any past moment can be rebuilt. */
export interface ChangeStore {
  append(change: Change): Promise<void>
  /** True when something of this kind was written down before. */
  has(kind: ChangeKind, subject: string): Promise<boolean>
  /** In the order in which they were made. */
  list(): Promise<Change[]>
  /** The newest first, from before a place on. */
  page(filter: ChangeFilter, page: { before?: number | undefined; limit: number }): Promise<PlacedChange[]>
  count(filter: ChangeFilter): Promise<number>
  /** Everybody who ever changed something, in no order. */
  authors(): Promise<string[]>
}
