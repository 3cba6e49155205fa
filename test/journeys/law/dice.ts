/** Draws that are the same on every machine. */
export interface Dice {
  /** In [0, 1). */
  roll(): number
  /** True in this share of the rolls. */
  chance(share: number): boolean
  /** A whole number, both ends included. */
  between(from: number, to: number): number
  pick<T>(list: readonly T[]): T
}

/** Mulberry32: small, fast, good enough to make a population. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    roll,
    chance: (share) => roll() < share,
    between: (from, to) => from + Math.floor(roll() * (to - from + 1)),
    pick: (list) => {
      const one = list[Math.floor(roll() * list.length)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
  }
}
