/** One contestant: `pass` does the whole work once and answers something that depends on all of it. */
export interface Contestant {
  name: string
  pass: () => number
}

/** What a contestant needed. */
export interface Timing {
  name: string
  /** Median over the rounds, microseconds of processor time a pass. */
  micros: number
}

/** Passes between two looks at the clock, which would else be part of the shortest ones. */
const PASSES = 8

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/**
 * Lets the contestants run in turns, round by round, so that a slow moment of a shared machine meets all of them; answers
 * medians. `rounds` after a warm-up of two, each turn at least `millis` long. What counts is the time that this thread had a
 * processor: neighbours on the machine take turns from it, not from the figures.
 */
export function interleave(contestants: readonly Contestant[], { rounds = 15, millis = 40 } = {}): Timing[] {
  const samples = contestants.map((): number[] => [])
  let sink = 0
  for (let round = -2; round < rounds; round++) {
    contestants.forEach(({ pass }, index) => {
      const end = performance.now() + millis
      const before = process.threadCpuUsage()
      let passes = 0
      do {
        for (let again = 0; again < PASSES; again++) sink += pass()
        passes += PASSES
      } while (performance.now() < end)
      const { user, system } = process.threadCpuUsage(before)
      if (round >= 0) samples[index]?.push((user + system) / passes)
    })
  }
  if (Number.isNaN(sink)) throw new Error('a contestant counted nothing')
  return contestants.map(({ name }, index) => ({ name, micros: median(samples[index] ?? []) }))
}
