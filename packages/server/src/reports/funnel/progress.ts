import type { Stretch } from './stretch.ts'
import { furthest } from './walk.ts'

/** Events that are held at once of those who have to be looked at as a whole: some 40 MB. */
const HELD = 1 << 22

/** What is counted. */
export interface Course {
  /** How many steps there are. */
  readonly count: number
  /** How long after the first step the others count, milliseconds. */
  readonly windowMs: number
  /** When the first step counts: from a time to before another, epoch milliseconds. */
  readonly entry: { readonly from: number; readonly to: number }
  /** The step, from 0 on, of which is asked who reached it when; where nobody asks, much has not to be looked at. */
  readonly watched?: number
}

/**
 * How far everybody has come, while events pass by in the order of their times: of nobody is more remembered than the latest beginning
 * that reached each step, by the rule of `furthest`. Whose events come in another order is looked at once more, as a whole.
 */
export class Progress {
  readonly #course: Course
  /** By who it is. */
  readonly #reached: Uint8Array
  readonly #last: Float64Array
  readonly #events: Uint32Array
  readonly #late: Uint8Array
  /** When the watched step was first reached. */
  readonly #when: Float64Array
  /** By who it is and by step, without the last one. */
  readonly #began: Float64Array

  /** @param people how many people or accounts there are */
  constructor(people: number, course: Course) {
    this.#course = course
    this.#reached = new Uint8Array(people)
    this.#late = new Uint8Array(people)
    this.#when = new Float64Array(course.watched === undefined ? 0 : people)
    this.#events = new Uint32Array(people)
    this.#last = new Float64Array(people).fill(-Infinity)
    this.#began = new Float64Array(people * (course.count - 1)).fill(-Infinity)
  }

  /** The next events. */
  add({ who, times, steps, length }: Stretch): void {
    const {
      count,
      windowMs,
      entry: { from, to },
      watched = -1,
    } = this.#course
    const [began, last, reached, events] = [this.#began, this.#last, this.#reached, this.#events]
    for (let event = 0; event < length; event++) {
      const one = who[event] ?? 0
      // Nothing leads further than to the end; but what comes late can have led there earlier.
      if (reached[one] === count && watched < 0) continue
      events[one] = (events[one] ?? 0) + 1
      const at = times[event] ?? 0
      if (at < (last[one] ?? 0)) {
        this.#late[one] = 1
        continue
      }
      last[one] = at
      const fits = steps[event] ?? 0
      const row = one * (count - 1)
      // From the last step down, so that one event does not take two.
      for (let step = count - 1; step >= 0; step--) {
        if ((fits & (1 << step)) === 0) continue
        const start = step > 0 ? (began[row + step - 1] ?? -Infinity) : at >= from && at < to ? at : -Infinity
        if (start === -Infinity || at - start > windowMs) continue
        if (step < count - 1 && start > (began[row + step] ?? 0)) began[row + step] = start
        if ((reached[one] ?? 0) > step) continue
        reached[one] = step + 1
        if (step === watched) this.#when[one] = at
      }
    }
  }

  /** Those of whom events came in another order, as long as that can matter, in groups that have no more events than can be held at once. */
  *late(held: number = HELD): Generator<Whole> {
    let group = new Whole(this.#course, this.#reached, this.#when)
    for (let one = 0; one < this.#late.length; one++) {
      if (this.#late[one] === 0 || (this.#reached[one] === this.#course.count && this.#course.watched === undefined)) continue
      if (group.events > 0 && group.events + (this.#events[one] ?? 0) > held) {
        yield group
        group = new Whole(this.#course, this.#reached, this.#when)
      }
      group.expect(one, this.#events[one] ?? 0)
    }
    if (group.events > 0) yield group
  }

  /** By who it is: how many steps they took, and when they first reached the watched one. */
  reached(): { steps: Uint8Array; when: Float64Array } {
    return { steps: this.#reached, when: this.#when }
  }

  /** How many came to each step. */
  counts(): number[] {
    const counts = Array.from({ length: this.#course.count }, () => 0)
    for (const steps of this.#reached) for (let step = 0; step < steps; step++) counts[step] = (counts[step] ?? 0) + 1
    return counts
  }
}

/** Some of those whose events have to be put in order first. */
export class Whole {
  /** How many events they have. */
  events = 0
  readonly #course: Course
  readonly #reached: Uint8Array
  readonly #when: Float64Array
  /** Who they are, and where the events of each begin. */
  readonly #people: number[] = []
  readonly #first: number[] = []
  /** By who it is: one more than where the next event goes; 0 for all others. */
  readonly #next: Int32Array
  #times = new Float64Array()
  #steps = new Uint16Array()
  #settled = 0

  constructor(course: Course, reached: Uint8Array, when: Float64Array) {
    this.#course = course
    this.#reached = reached
    this.#when = when
    this.#next = new Int32Array(reached.length)
  }

  expect(one: number, events: number): void {
    this.#people.push(one)
    this.#first.push(this.events)
    this.#next[one] = this.events + 1
    this.events += events
  }

  /** The next events of all; what others did is left out. */
  add({ who, times, steps, length }: Stretch): void {
    if (this.#times.length === 0) {
      this.#times = new Float64Array(this.events)
      this.#steps = new Uint16Array(this.events)
    }
    for (let event = 0; event < length; event++) {
      const one = who[event] ?? 0
      const place = (this.#next[one] ?? 0) - 1
      if (place < 0) continue
      this.#next[one] = place + 2
      this.#times[place] = times[event] ?? 0
      this.#steps[place] = steps[event] ?? 0
    }
  }

  /** Finds out how far the next ones came, at most so many; false when that is said of all. */
  settle(many: number): boolean {
    const end = Math.min(this.#settled + many, this.#people.length)
    for (; this.#settled < end; this.#settled++) {
      const one = this.#people[this.#settled] ?? 0
      const [first, next] = [this.#first[this.#settled] ?? 0, (this.#next[one] ?? 0) - 1]
      const walk = { times: this.#times.subarray(first, next), steps: this.#steps.subarray(first, next) }
      const { count, windowMs, entry, watched } = this.#course
      this.#reached[one] = furthest(walk, count, windowMs, entry, (step, at) => {
        if (step === watched) this.#when[one] = at
      })
    }
    return end < this.#people.length
  }
}
