import { byCodePoint } from '../../store/by-code-point.ts'

/** Things by id, listed in the order in which databases sort ids: by code point. */
export class InOrder<T extends { readonly id: string }> {
  /** By id: the number of each, in the order in which they came. */
  readonly #numbers = new Map<string, number>()
  /** By number. */
  readonly #all: T[] = []
  #list: T[] = []
  /** Ids that came since the list was last in order. */
  readonly #late = new Set<string>()

  /** All of them, in order. */
  get list(): readonly T[] {
    if (this.#late.size > 0) this.#merge()
    return this.#list
  }

  /** All of them, in the order in which they came. */
  get all(): readonly T[] {
    return this.#all
  }

  get size(): number {
    return this.#all.length
  }

  get(id: string): T | undefined {
    return this.#all[this.#numbers.get(id) ?? -1]
  }

  /** Those with numbers from one to before another. */
  numbered(from: number, to: number): readonly T[] {
    return this.#all.slice(from, to)
  }

  /** Puts one in, or in the place of the one that has its id. Answers its number, which it keeps. */
  put(one: T): number {
    const known = this.#numbers.get(one.id)
    const number = known ?? this.#all.length
    this.#all[number] = one
    if (known === undefined) {
      this.#numbers.set(one.id, number)
      this.#late.add(one.id)
    } else if (!this.#late.has(one.id)) this.#list[this.#placeOf(one.id)] = one
    return number
  }

  /** The place of an id, or that of the next one. Finding it by halves is cheaper than keeping all places up to date while ids come. */
  #placeOf(id: string): number {
    let [low, high] = [0, this.#list.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (byCodePoint(this.#list[middle]?.id ?? '', id) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Puts the late ones between what is in order already, which is copied part by part. */
  #merge(): void {
    const late = [...this.#late].flatMap((id) => this.get(id) ?? []).sort((one, other) => byCodePoint(one.id, other.id))
    this.#late.clear()
    const parts: T[][] = []
    let from = 0
    for (const one of late) {
      const place = this.#placeOf(one.id)
      if (place > from) parts.push(this.#list.slice(from, place))
      from = place
      const last = parts.at(-1)
      if (last && place === this.#list.length) last.push(one)
      else parts.push([one])
    }
    parts.push(this.#list.slice(from))
    this.#list = parts.flat()
  }
}
