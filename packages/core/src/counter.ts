import type { EventFacts } from './facts.ts'

const DAY = 86_400_000
/** Days that are kept one by one: the longest window. */
const SLOTS = 90

/** A counter as it is stored and sent: JSON, small, the same everywhere. */
export interface CounterState {
  /** Day of the newest slot, in days since the epoch (UTC). */
  d: number
  /** Counts by day, newest first; trailing zeros are left out. */
  n: number[]
  /** Count for ever. */
  t: number
  /** First and last occurrence, epoch milliseconds; 0 before the first. */
  f: number
  l: number
}

/** The day that `at` falls on, in days since the epoch (UTC). */
export function dayOf(at: number): number {
  return Math.floor(at / DAY)
}

/** A counter that has counted nothing. */
export function createCounter(): CounterState {
  return { d: 0, n: [], t: 0, f: 0, l: 0 }
}

/**
 * Counts `times` occurrences at `at` (epoch milliseconds). Order does not matter: a late occurrence falls on its own day,
 * one older than 90 days only into the total. Changes and returns `state`.
 */
export function addToCounter(state: CounterState, at: number, times = 1): CounterState {
  const day = dayOf(at)
  if (state.t === 0 || day > state.d) {
    const gap = state.t === 0 ? 0 : Math.min(SLOTS, day - state.d)
    state.n = [...Array<number>(gap).fill(0), ...state.n].slice(0, SLOTS)
    state.d = day
    trim(state.n)
  }
  const slot = state.d - day
  if (slot < SLOTS) {
    while (state.n.length <= slot) state.n.push(0)
    ;(state.n[slot] as number) += times
  }
  state.f = state.t === 0 ? at : Math.min(state.f, at)
  state.l = Math.max(state.l, at)
  state.t += times
  return state
}

/** Adds what `other` counted, for a visitor who turns out to be a known person. Changes and returns `state`. */
export function mergeCounter(state: CounterState, other: CounterState): CounterState {
  if (other.t === 0) return state
  if (state.t === 0) return Object.assign(state, { ...other, n: [...other.n] })
  const day = Math.max(state.d, other.d)
  const sum = Array.from({ length: SLOTS }, (_, slot) => (state.n[slot - day + state.d] ?? 0) + (other.n[slot - day + other.d] ?? 0))
  trim(sum)
  return Object.assign(state, { d: day, n: sum, t: state.t + other.t, f: Math.min(state.f, other.f), l: Math.max(state.l, other.l) })
}

function trim(counts: number[]): void {
  while (counts.at(-1) === 0) counts.pop()
}

/** Occurrences in the last `days` UTC days, today included. `days` is at most 90. */
export function sumOfDays(state: CounterState, days: number, now: number): number {
  const shift = dayOf(now) - state.d
  let sum = 0
  for (let slot = Math.max(0, -shift); slot < days - shift && slot < state.n.length; slot++) sum += state.n[slot] ?? 0
  return sum
}

/**
 * The facts of a counter at `now`, with further `windows` in days. What never happened was infinitely long ago, so that "at most n days
 * ago" does not match it.
 */
export function readCounter(state: CounterState = createCounter(), now: number, windows: readonly number[] = []): EventFacts {
  const since = (at: number): number => (state.t === 0 ? Infinity : Math.floor((now - at) / DAY))
  const shift = dayOf(now) - state.d
  let slot = Math.max(0, -shift)
  let sum = 0
  // A longer window goes on where the shorter one ended.
  const upTo = (days: number): number => {
    for (; slot < days - shift && slot < state.n.length; slot++) sum += state.n[slot] ?? 0
    return sum
  }
  const facts: { -readonly [fact in keyof EventFacts]: EventFacts[fact] } = {
    count: state.t,
    count7d: upTo(7),
    count30d: upTo(30),
    count90d: upTo(SLOTS),
    daysSinceFirst: since(state.f),
    daysSinceLast: since(state.l),
  }
  for (const days of windows) facts[`count${days}d`] = sumOfDays(state, days, now)
  return facts
}

/** The windows beside those of 7, 30 and 90 days that rules read, in days, each once. `paths` are those of `pathsOf`. */
export function windowsOf(paths: Iterable<string>): number[] {
  const windows = new Set<number>()
  for (const path of paths) {
    const days = Number(/^(?:event|accountEvent)\.[^.]+\.count(\d+)d$/.exec(path)?.[1])
    if (days >= 1 && days <= SLOTS) windows.add(days)
  }
  return [...windows].filter((days) => days !== 7 && days !== 30 && days !== SLOTS)
}
