import type { CHANGE_KINDS } from '@espalier/core/schema'

/**
 * What of a workspace can change: `state` and `version` of the campaign `subject`, `rates` to the currency `subject`, the others as a whole.
 * `key`: the id of one, which is made or revoked; `hook`: where the owner is told.
 * `erased`: a `person` or an `account` was, which one is not said.
 */
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** One change that somebody made. */
export interface Change {
  /** Epoch milliseconds; 0 for what was there before changes were written down. */
  at: number
  /** Name of the key or of the person in the console. */
  author: string
  kind: ChangeKind
  /** With `state`: the campaign; with `rates`: the currency that they lead to; with `key`: its id; with `erased`: what was. Else empty. */
  subject: string
  /**
   * How it is after the change: the settings, catalogue or definitions; with `state`, `{ state, version }`; with `rates`, `{ rates }`: what
   * was told, with null for a day that was taken away.
   */
  body: unknown
}

/** Everything that was changed of a workspace, appended and never changed, so that any past moment can be rebuilt. */
export interface ChangeStore {
  append(change: Change): Promise<void>
  /** True when something of this kind was written down before. */
  has(kind: ChangeKind, subject: string): Promise<boolean>
  /** In the order in which they were made. */
  list(): Promise<Change[]>
}
