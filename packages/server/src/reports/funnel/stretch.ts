import { inTime } from './in-time.ts'

/** Some events that can be steps of a funnel, in columns: there are many of them. One place in each, below `length`, is one event. */
export class Stretch {
  /** Who did it, as a number from 0 on. */
  readonly who: Int32Array
  /** Epoch milliseconds. */
  readonly times: Float64Array
  /** Which steps it can be, as a sum of 2 to the power of their places. */
  readonly steps: Uint16Array
  length = 0

  /** @param room how many events it can hold */
  constructor(room: number) {
    this.who = new Int32Array(room)
    this.times = new Float64Array(room)
    this.steps = new Uint16Array(room)
  }

  add(who: number, at: number, steps: number): void {
    const place = this.length++
    this.who[place] = who
    this.times[place] = at
    this.steps[place] = steps
  }

  /** The same events in the order of their times, those of one time as they were, and with no more room than they take. */
  inTime(): Stretch {
    const times = this.times.subarray(0, this.length)
    const order = inTime(times)
    const sorted = new Stretch(this.length)
    for (let index = 0; index < this.length; index++) {
      const place = order?.[index] ?? index
      sorted.add(this.who[place] ?? 0, times[place] ?? 0, this.steps[place] ?? 0)
    }
    return sorted
  }
}
