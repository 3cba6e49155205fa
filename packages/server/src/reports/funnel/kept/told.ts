import { toldIn } from '../../../snapshots/snapshot.ts'
import type { Store } from '../../../store/store.ts'

/** Under which name the columns are kept. */
export const KIND = 'funnel'

/** What is kept of the log in columns: segments of it, one after another, and the directory of those who are named in them. */
export interface Told {
  /** Another one whenever everything is made anew. */
  build: string
  /** What the hashes of the directory begin with. */
  seed: number
  /** How many ids, and how many pairs of a person and an account, the directory has. */
  ids: number
  pairs: number
  segments: readonly SegmentHead[]
}

/** Position of the last event that a segment is about, and the times of its first and last event, epoch milliseconds. */
export type SegmentHead = readonly [until: number, from: number, to: number]

/** Number of the part that has a segment; below it are those of the directory, of which each segment adds one. */
const SEGMENTS = 1_000_000_000

/** Number of the part that has what a segment adds to the directory. */
export const directoryPart = (segment: number): number => segment
/** Number of the part that has the events of a segment. */
export const segmentPart = (segment: number): number => SEGMENTS + segment

/** The last position that is kept; 0 before the first. */
export const keptUntil = ({ segments }: Pick<Told, 'segments'>): number => segments.at(-1)?.[0] ?? 0

/** What is kept by now; undefined where nothing is. */
export async function readTold({ snapshots }: Store): Promise<Told | undefined> {
  return toldIn(await snapshots.head(KIND)) as Told | undefined
}
