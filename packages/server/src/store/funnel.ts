/** Track events as funnels read them: few columns, because there are many. One place in each is one event. */
export interface Occurrences {
  /** The account, or the person: a JSON list in UTF-8, because making text of all of them takes longer than reading them. */
  ids: Uint8Array
  times: number[]
  /** Place of its name among those that were asked for, from 1. */
  names: number[]
  /** JSON; empty where it was not asked for. */
  properties: string[]
}

/** All track events of a part of the log, in its order. One place in each is one event. */
export interface Tracks {
  /** JSON lists in UTF-8: who did them, in which account, and the names of the events. */
  persons: Uint8Array
  accounts: Uint8Array
  names: Uint8Array
  times: number[]
}

/** After a position until another. */
export interface Stage {
  after: number
  until: number
}

/** Reads the raw log for funnels, part by part. Nothing here writes. */
export interface FunnelStore {
  /** The least position of an event that was received at a time or later; one after the last where there is none. */
  firstReceived(at: number): Promise<number>
  /** Track events of these names, at most ten of them, that happened from a time to before another, in a part of the log: after a position until another. */
  occurrences(of: {
    names: readonly string[]
    by: 'account' | 'user'
    after: number
    until: number
    from: number
    to: number
    /** Whether their properties are asked for. */
    whole: boolean
  }): Promise<Occurrences>
  /** All track events of a part of the log. */
  tracks(part: Stage): Promise<Tracks>
  /** Visitors of whom a part of the log says who they are. */
  visitors(part: Stage): Promise<string[]>
}
