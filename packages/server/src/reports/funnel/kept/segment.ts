import { deserialize, serialize } from 'node:v8'
import { inTime } from '../in-time.ts'
import type { Stretch } from '../stretch.ts'

/** Track events of a part of the log, in its order. One place in each list is one event. */
export interface TrackColumns {
  readonly times: ArrayLike<number>
  /** Each name once, and by event its place there. */
  readonly names: readonly string[]
  readonly codes: ArrayLike<number>
  /** Numbers of the directory: who it was, in which account. */
  readonly pairs: ArrayLike<number>
}

/** As it is written: columns in the order of time, some six bytes an event. */
interface Packed {
  first: number
  /** Each name once, and by event its place there. */
  names: string[]
  codes: Uint8Array | Uint16Array | Uint32Array
  /** Milliseconds since the event before; those that have no room there, in their order. */
  steps: Uint16Array
  far: Float64Array
  /** The lower 16 bits of each pair, and the others where there are any. */
  pairs: Uint16Array
  above: Uint8Array | Uint16Array | undefined
}

/** In place of a time that has no room. */
const FAR = 0xffff

/** Writes events as bytes. Times are whole numbers. */
export function packSegment({ times, names, codes: named, pairs }: TrackColumns): Uint8Array {
  const count = times.length
  const order = inTime(times) ?? Array.from({ length: count }, (_, index) => index)
  const codes = new (names.length <= 0x100 ? Uint8Array : names.length <= 0x10000 ? Uint16Array : Uint32Array)(count)
  const steps = new Uint16Array(count)
  const far: number[] = []
  const low = new Uint16Array(count)
  let most = 0
  for (let index = 0; index < count; index++) most = Math.max(most, pairs[index] ?? 0)
  const above = most < 0x10000 ? undefined : new (most < 0x1000000 ? Uint8Array : Uint16Array)(count)
  const first = times[order[0] ?? 0] ?? 0
  let before = first
  for (let place = 0; place < count; place++) {
    const index = order[place] ?? 0
    const at = times[index] ?? 0
    const step = at - before
    before = at
    steps[place] = Math.min(step, FAR)
    if (step >= FAR) far.push(step)
    codes[place] = named[index] ?? 0
    const pair = pairs[index] ?? 0
    low[place] = pair
    if (above) above[place] = pair >>> 16
  }
  return serialize({ first, names: [...names], codes, steps, far: Float64Array.from(far), pairs: low, above } satisfies Packed)
}

/** Which events are read, and whose they are. */
export interface Wanted {
  /** Which steps an event of a name can be; 0 leaves it out. */
  stepsOf(name: string): number
  /** From when to before when it happened, epoch milliseconds. */
  readonly from: number
  readonly to: number
  /** By the pairs of the directory who it counts for; -1 leaves it out. */
  readonly whose: Int32Array
  /** Where they go, in place of what is there: it has room for all events of the segment. */
  readonly into: Stretch
}

/** Reads the events of a segment, in the order of time. */
export function readSegment(body: Uint8Array, { stepsOf, from, to, whose, into }: Wanted): Stretch {
  const { first, names, codes, steps, far, pairs, above } = deserialize(body) as Packed
  const fits = Uint16Array.from(names, stepsOf)
  into.length = 0
  if (!fits.some(Boolean)) return into
  let at = first
  let further = 0
  for (let event = 0; event < codes.length; event++) {
    const step = steps[event] ?? 0
    at += step < FAR ? step : (far[further++] ?? 0)
    const fit = fits[codes[event] ?? 0] ?? 0
    if (fit === 0 || at < from) continue
    if (at >= to) break
    const low = pairs[event] ?? 0
    const who = whose[above ? ((above[event] ?? 0) << 16) | low : low] ?? -1
    if (who >= 0) into.add(who, at, fit)
  }
  return into
}
