import { type Chars, common, eitherCase, overlap, type Part, readPattern } from './read.ts'

/** Repetitions of more than so many are looked at as loops. */
const FEW = 8
/** So many characters one after another a pattern may ask for, repetitions written out, and so many steps may be spent on it. */
const MOST_PLACES = 1500
const MOST_STEPS = 1_000_000
/** A text may be gone through so many times over, one within the other: more takes minutes with a few thousand characters. */
const MOST_LOOPS = 3

/** Which character of the pattern can come after which. */
interface Places {
  chars: Chars[]
  /** By place, what can come next, and in how many ways. */
  next: Map<number, number>[]
}

/** Where a part begins and ends, and whether it may take nothing. */
interface Span {
  first: readonly number[]
  last: readonly number[]
  empty: boolean
}

class TooMuch extends Error {}

/**
 * True for a regular expression that some text of a few thousand characters keeps busy for minutes or for ever where it is matched by going
 * back and forth, as browsers do: where there is more than one way to go through the same text in a loop (`(a+)+`, `(a|a)*`), or where more
 * than three loops in a row take the same characters. What is too large to be sure is slow.
 */
export function isSlowPattern(source: string, ignoreCase = false): boolean {
  try {
    return isSlow(readPattern(source), !source.startsWith('^') || source.includes('|'), ignoreCase ? eitherCase : (chars) => chars)
  } catch (error) {
    if (error instanceof TooMuch || error instanceof RangeError) return true
    throw error
  }
}

function isSlow(part: Part, anywhere: boolean, widen: (chars: Chars) => Chars): boolean {
  const written: Places = { chars: [], next: [] }
  const looks: Part[] = []
  spanOf(part, written, looks)
  const places = { ...written, chars: written.chars.map(widen) }
  return hasTwoWays(places) || loopsInARow(places) + (anywhere ? 1 : 0) > MOST_LOOPS || looks.some((look) => isSlow(look, true, widen))
}

/** Writes the places of a part down. Ways from place to place are counted: two of them double the work with every turn of a loop. */
function spanOf(part: Part, places: Places, looks: Part[]): Span {
  const { chars, next } = places
  const join = (from: readonly number[], to: readonly number[]): void => {
    for (const one of from) for (const other of to) next[one]?.set(other, (next[one]?.get(other) ?? 0) + 1)
  }
  const nothing: Span = { first: [], last: [], empty: true }
  const follow = (before: Span, after: Span): Span => {
    join(before.last, after.first)
    return {
      first: before.empty ? [...before.first, ...after.first] : before.first,
      last: after.empty ? [...before.last, ...after.last] : after.last,
      empty: before.empty && after.empty,
    }
  }
  const span = (one: Part): Span => spanOf(one, places, looks)
  if (part.is === 'look') {
    looks.push(part.part)
    return nothing
  }
  if (part.is === 'char') {
    const place = chars.push(part.chars) - 1
    next.push(new Map())
    if (place > MOST_PLACES) throw new TooMuch()
    return { first: [place], last: [place], empty: false }
  }
  if (part.is === 'all') return part.parts.map(span).reduce(follow, nothing)
  if (part.is === 'one') {
    const spans = part.parts.map(span)
    return {
      first: spans.flatMap(({ first }) => first),
      last: spans.flatMap(({ last }) => last),
      empty: spans.some(({ empty }) => empty),
    }
  }
  const { part: inner, least, most } = part
  if (most > FEW && most > least) {
    const { first, last, empty } = span(inner)
    join(last, first)
    return { first, last, empty: empty || least === 0 }
  }
  // The same number each time is the same in every turn, however many they are.
  const must = Math.min(least, FEW + 1)
  const may = most > least ? most - least : 0
  const begin = Array.from({ length: must }, () => span(inner)).reduce(follow, nothing)
  const rest = Array.from({ length: may }, () => span(inner)).reduceRight<Span>(
    (after, one) => ({ ...follow(one, after), empty: true }),
    nothing,
  )
  return follow(begin, rest)
}

/** What can be reached from each place of `from`, itself included, by `step`. */
function reach(from: Iterable<number>, step: (place: number) => Iterable<number>, spend: () => void): Set<number> {
  const found = new Set(from)
  for (const place of found)
    for (const other of step(place)) {
      spend()
      found.add(other)
    }
  return found
}

/** True where one text can be gone through in two ways that both come back to where they began. */
function hasTwoWays({ chars, next }: Places): boolean {
  let steps = 0
  const spend = (): void => {
    if (++steps > MOST_STEPS) throw new TooMuch()
  }
  const before = next.map(() => new Set<number>())
  for (const [place, ways] of next.entries()) for (const other of ways.keys()) before[other]?.add(place)
  const done = new Set<number>()
  for (const start of next.keys()) {
    if (done.has(start)) continue
    const ahead = reach([start], (place) => next[place]?.keys() ?? [], spend)
    const behind = reach([start], (place) => before[place] ?? [], spend)
    const loop = [...ahead].filter((place) => behind.has(place))
    for (const place of loop) done.add(place)
    const inside = new Set(loop)
    if (loop.some((place) => [...(next[place] ?? [])].some(([other, ways]) => ways > 1 && inside.has(other)))) return true
    if (loop.length < 2) continue
    const size = chars.length
    const pairs = (links: readonly Iterable<number>[]) =>
      function* (pair: number): Generator<number> {
        for (const one of links[Math.floor(pair / size)] ?? [])
          for (const other of links[pair % size] ?? []) {
            spend()
            if (inside.has(one) && inside.has(other) && overlap(chars[one] ?? [], chars[other] ?? [])) yield one * size + other
          }
      }
    const alike = loop.map((place) => place * size + place)
    const apart = reach(alike, pairs(next.map((ways) => [...ways.keys()])), spend)
    const together = reach(alike, pairs(before.map((all) => [...all])), spend)
    for (const pair of apart) if (Math.floor(pair / size) !== pair % size && together.has(pair)) return true
  }
  return false
}

/** The most loops of one character that can take the same characters one after another. */
function loopsInARow({ chars, next }: Places): number {
  let steps = 0
  const longest = (place: number, taken: Chars, on: ReadonlySet<number>): number => {
    if (++steps > MOST_STEPS) throw new TooMuch()
    const left = common(taken, chars[place] ?? [])
    if (left.length === 0) return 0
    const ways = next[place] ?? new Map<number, number>()
    const seen = new Set([...on, place])
    const after = [...ways.keys()].filter((other) => !seen.has(other)).map((other) => longest(other, left, seen))
    return (ways.has(place) ? 1 : 0) + Math.max(0, ...after)
  }
  return Math.max(
    0,
    ...[...chars.keys()].filter((place) => next[place]?.has(place)).map((place) => longest(place, chars[place] ?? [], new Set())),
  )
}
