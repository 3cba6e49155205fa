import { byCodePoint } from '../../store/by-code-point.ts'

/** Things by id, listed in the order in which databases sort ids: by code point. */
export class InOrder<T extends { readonly id: string }> {
  readonly #places = new Map<string, number>()
  readonly #list: T[] = []
  /** Ids that came since the list was last in order. */
  #late: T[] = []

  /** All of them, in order. */
  get list(): readonly T[] {
    if (this.#late.length > 0) this.#merge()
    return this.#list
  }

  get(id: string): T | undefined {
    const place = this.#places.get(id)
    return place === undefined ? undefined : place < this.#list.length ? this.#list[place] : this.#late[place - this.#list.length]
  }

  /** Puts one in, or in the place of the one that has its id. */
  put(one: T): void {
    const place = this.#places.get(one.id)
    if (place === undefined) {
      this.#places.set(one.id, this.#list.length + this.#late.length)
      this.#late.push(one)
    } else if (place < this.#list.length) this.#list[place] = one
    else this.#late[place - this.#list.length] = one
  }

  #merge(): void {
    const late = this.#late.toSorted((one, other) => byCodePoint(one.id, other.id))
    const first = late[0]
    const last = this.#list.at(-1)
    this.#late = []
    for (const one of late) this.#list.push(one)
    if (first && last && byCodePoint(last.id, first.id) > 0) this.#list.sort((one, other) => byCodePoint(one.id, other.id))
    for (const [place, { id }] of this.#list.entries()) this.#places.set(id, place)
  }
}
