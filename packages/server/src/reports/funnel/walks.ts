import { others } from '../../others.ts'
import { Roll } from './roll.ts'
import type { Walk } from './walk.ts'

/** Events for which there is room at first, which doubles whenever it is used up; and so many are looked at between two turns. */
const ROOM = 1 << 16
/** Those who did something that are looked at between two turns. */
const PEOPLE = 5000

/** What everybody did of the steps of a funnel, in columns of numbers: there are many events, and few of anybody. */
export class Walks {
  /** Who did something. */
  readonly #roll = new Roll()
  /** By event, in the order in which they came. */
  #who = new Int32Array(ROOM)
  #times = new Float64Array(ROOM)
  #steps = new Uint16Array(ROOM)
  #events = 0
  /** Numbers of those who turned out to be somebody else, and as whom they count. */
  readonly #joined = new Map<number, number>()

  /**
   * Events in the order in which they came: `ids` is a JSON list of who did them, in UTF-8, and `steps` says which steps each can be, as
   * a sum of 2 to the power of their places. What is no step, or of nobody, is left out.
   */
  add(ids: Uint8Array, times: ArrayLike<number>, steps: ArrayLike<number>): void {
    this.#roll.read(ids, steps, (who, place) => {
      if (this.#events === this.#who.length) this.#grow()
      this.#who[this.#events] = who
      this.#times[this.#events] = times[place] ?? 0
      this.#steps[this.#events] = steps[place] ?? 0
      this.#events += 1
    })
  }

  /** Everybody who did something, at most `count` at once. */
  *ids(count: number): Generator<string[]> {
    const all = this.#roll.size
    for (let first = 0; first < all; first += count) yield this.#roll.ids(first, Math.min(first + count, all))
  }

  /** What somebody did counts for who they turned out to be. */
  join(visitor: string, person: string): void {
    if (visitor !== person) this.#joined.set(this.#roll.number(visitor), this.#roll.number(person))
  }

  /** What each of them did, in the order in which it came; everything else has its turn meanwhile. */
  async *each(): AsyncGenerator<readonly Walk[]> {
    const ends = new Int32Array(this.#roll.size)
    for (const [first, last] of this.#parts()) {
      await others()
      for (let event = first; event < last; event++) {
        const own = this.#who[event] ?? 0
        const who = this.#joined.get(own) ?? own
        this.#who[event] = who
        ends[who] = (ends[who] ?? 0) + 1
      }
    }
    for (let number = 1; number < ends.length; number++) ends[number] = (ends[number] ?? 0) + (ends[number - 1] ?? 0)
    const next = Int32Array.from(ends, (_, number) => ends[number - 1] ?? 0)
    const times = new Float64Array(this.#events)
    const steps = new Uint16Array(this.#events)
    for (const [first, last] of this.#parts()) {
      await others()
      for (let event = first; event < last; event++) {
        const who = this.#who[event] ?? 0
        const place = next[who] ?? 0
        next[who] = place + 1
        times[place] = this.#times[event] ?? 0
        steps[place] = this.#steps[event] ?? 0
      }
    }
    for (let first = 0; first < ends.length; first += PEOPLE) {
      await others()
      const numbers = ends.subarray(first, first + PEOPLE)
      yield Array.from(numbers, (end, place) => {
        const from = ends[first + place - 1] ?? 0
        return { times: times.subarray(from, end), steps: steps.subarray(from, end) }
      })
    }
  }

  /** From which event until before which they are looked at between two turns. */
  *#parts(): Generator<[first: number, last: number]> {
    for (let first = 0; first < this.#events; first += ROOM) yield [first, Math.min(first + ROOM, this.#events)]
  }

  #grow(): void {
    const [who, times, steps] = [this.#who, this.#times, this.#steps]
    this.#who = new Int32Array(who.length * 2)
    this.#times = new Float64Array(times.length * 2)
    this.#steps = new Uint16Array(steps.length * 2)
    this.#who.set(who)
    this.#times.set(times)
    this.#steps.set(steps)
  }
}
