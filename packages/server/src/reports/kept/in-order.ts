import { byCodePoint } from '../../store/by-code-point.ts'

/** Things by id, listed in the order in which databases sort ids: by code point. */
export class InOrder<T extends { readonly id: string }> {
  readonly #known = new Map<string, T>()
  #list: T[] = []
  /** Ids that came since the list was last in order. */
  readonly #late = new Set<string>()

  /** All of them, in order. */
  get list(): readonly T[] {
    if (this.#late.size > 0) this.#merge()
    return this.#list
  }

  get(id: string): T | undefined {
    return this.#known.get(id)
  }

  /** Puts one in, or in the place of the one that has its id. */
  put(one: T): void {
    const isKnown = this.#known.has(one.id)
    this.#known.set(one.id, one)
    if (!isKnown) this.#late.add(one.id)
    else if (!this.#late.has(one.id)) this.#list[this.#placeOf(one.id)] = one
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
    const late = [...this.#late].flatMap((id) => this.#known.get(id) ?? []).sort((one, other) => byCodePoint(one.id, other.id))
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
