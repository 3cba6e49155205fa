import type { Encounter, Worth } from '../store/results.ts'
import type { Result } from './met.ts'

/** What an account was worth when it met a campaign: what was told counts; else what all its subscriptions were at that moment. */
export function worthAt({ at, worthBefore }: Pick<Encounter, 'at' | 'worthBefore'>, worth: readonly Worth[]): Result['worth'] {
  if (worthBefore !== null) return [{ worth: worthBefore, currency: null }]
  const then = worth.filter((one) => stands(one, at))
  if (then.length === 0) return NOTHING
  const sums = new Map<string, number>()
  for (const { currency, worth: amount } of then) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return [...sums].map(([currency, sum]) => ({ worth: sum, currency }))
}

const NOTHING: Result['worth'] = []

/** When an account paid: from a time until before another, and so on. Epoch milliseconds; `Infinity` where it goes on. */
export type Paid = readonly number[]

/** When it paid, by what it paid. */
export function paidIn(worth: readonly Worth[]): Paid {
  return worth.flatMap(({ at, until }) => [at, until ?? Infinity])
}

function stands({ at, until }: Worth, then: number): boolean {
  return at <= then && (until === null || until > then)
}
