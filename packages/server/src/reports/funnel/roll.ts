const QUOTE = 34
const BACKSLASH = 92
/** Ids, and bytes of ids, for which there is room at first; the room doubles whenever it is used up. */
const ROOM = { ids: 1 << 10, bytes: 1 << 14 }

/**
 * Gives ids numbers from 0 on, in the order in which they come. Ids come as UTF-8, in lists of JSON, and are only made text where
 * somebody asks for it: to make text of each of a million, most of whom are known, takes longer than all else that a funnel does.
 */
export class Roll {
  size = 0
  /** By number: where the bytes of the id end. */
  #ends = new Int32Array(ROOM.ids)
  #bytes = Buffer.alloc(ROOM.bytes)
  /** Pairs: a number and one more, and its hash, at the place of the hash or after it. At least half of them are free. */
  #slots = new Int32Array(ROOM.ids * 4)
  readonly #seed: number

  /** @param seed what hashes begin with; without it nobody outside knows which ids fall together */
  constructor(seed: number = drawSeed()) {
    this.#seed = seed
  }

  /**
   * Gives `each` the number of every id in a list, with its place there. Left out are empty ids and those at whose place `wanted` has 0.
   * @param list JSON, as databases write it: an array of strings
   */
  read(list: Uint8Array, wanted: ArrayLike<number>, each: (number: number, place: number) => void): void {
    let next = 0
    for (let place = 0; place < wanted.length; place++) {
      while (next < list.length && list[next] !== QUOTE) next += 1
      const start = ++next
      let hash = this.#seed
      let plain = true
      for (let byte = list[next] ?? QUOTE; byte !== QUOTE; byte = list[++next] ?? QUOTE) {
        if (byte === BACKSLASH) {
          plain = false
          next += 1
        }
        hash = mixed(hash, byte)
      }
      const end = next++
      if (end === start || (wanted[place] ?? 0) === 0) continue
      each(plain ? this.#numberOf(list, start, end, hash) : this.number(textOf(list, start - 1, end + 1)), place)
    }
  }

  /** The number of one id. */
  number(id: string): number {
    const bytes = Buffer.from(id)
    return this.#numberOf(bytes, 0, bytes.length, bytes.reduce(mixed, this.#seed))
  }

  /** The number of an id that has one, else -1. Its bytes are those of `from` from `start` to before `end`, its hash is that of the same seed. */
  find(from: Uint8Array, start: number, end: number, hash: number): number {
    const slots = this.#slots
    for (let slot = this.#placeOf(hash); ; slot = (slot + 2) % slots.length) {
      const number = (slots[slot] ?? 0) - 1
      if (number < 0 || (slots[slot + 1] === hash && this.#is(number, from, start, end))) return number
    }
  }

  /** How many bytes ids with these numbers have together. */
  bytesOf(numbers: readonly number[]): number {
    return numbers.reduce((sum, number) => sum + (this.#ends[number] ?? 0) - this.#startOf(number), 0)
  }

  /** Writes the bytes of the id with a number to a place; answers where they end. */
  write(number: number, into: Uint8Array, place: number): number {
    const start = this.#startOf(number)
    const end = this.#ends[number] ?? 0
    for (let byte = start; byte < end; byte++) into[place + byte - start] = this.#bytes[byte] ?? 0
    return place + end - start
  }

  /** The hash of the id with a number. */
  hash(number: number): number {
    let hash = this.#seed
    const end = this.#ends[number] ?? 0
    for (let byte = this.#startOf(number); byte < end; byte++) hash = mixed(hash, this.#bytes[byte] ?? 0)
    return hash
  }

  /** Ids with numbers from one to before another. */
  ids(from: number, to: number): string[] {
    return Array.from({ length: Math.min(to, this.size) - from }, (_, index) =>
      this.#bytes.toString('utf8', this.#startOf(from + index), this.#ends[from + index]),
    )
  }

  #startOf(number: number): number {
    return number === 0 ? 0 : (this.#ends[number - 1] ?? 0)
  }

  #numberOf(from: Uint8Array, start: number, end: number, hash: number): number {
    const slots = this.#slots
    for (let slot = this.#placeOf(hash); ; slot = (slot + 2) % slots.length) {
      const number = (slots[slot] ?? 0) - 1
      if (number < 0) return this.#add(from, start, end, hash, slot)
      if (slots[slot + 1] === hash && this.#is(number, from, start, end)) return number
    }
  }

  #placeOf(hash: number): number {
    return (spread(hash) & (this.#slots.length / 2 - 1)) * 2
  }

  #is(number: number, from: Uint8Array, start: number, end: number): boolean {
    const own = this.#startOf(number)
    if ((this.#ends[number] ?? 0) - own !== end - start) return false
    for (let index = start; index < end; index++) if (from[index] !== this.#bytes[own + index - start]) return false
    return true
  }

  #add(from: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const number = this.size++
    this.#slots[slot] = number + 1
    this.#slots[slot + 1] = hash
    const own = this.#startOf(number)
    while (own + end - start > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2)
    this.#bytes.set(from.subarray(start, end), own)
    this.#ends[number] = own + end - start
    if (this.size === this.#ends.length) this.#grow()
    return number
  }

  #grow(): void {
    const [ends, slots] = [this.#ends, this.#slots]
    this.#ends = new Int32Array(ends.length * 2)
    this.#ends.set(ends)
    this.#slots = new Int32Array(slots.length * 2)
    for (let known = 0; known < slots.length; known += 2) {
      if (slots[known] === 0) continue
      const hash = slots[known + 1] ?? 0
      let slot = this.#placeOf(hash)
      while (this.#slots[slot] !== 0) slot = (slot + 2) % this.#slots.length
      this.#slots[slot] = slots[known] ?? 0
      this.#slots[slot + 1] = hash
    }
  }
}

/** What hashes of ids may begin with: a number that nobody can foresee. */
export function drawSeed(): number {
  return (Math.random() * 2 ** 32) | 0
}

function mixed(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}

/** Only the upper half of a product depends on all that was multiplied. */
function spread(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return once ^ (once >>> 13)
}

function textOf(list: Uint8Array, start: number, end: number): string {
  return JSON.parse(Buffer.from(list.buffer, list.byteOffset + start, end - start).toString()) as string
}
