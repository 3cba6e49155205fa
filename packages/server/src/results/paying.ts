import type { Results } from './results.ts'

/** How many accounts paid at a time, epoch milliseconds. */
export function payingAt({ paying }: Results, at: number): number {
  let accounts = 0
  for (const paid of paying.values())
    if (paid.some((from, place) => place % 2 === 0 && from <= at && (paid[place + 1] ?? 0) > at)) accounts += 1
  return accounts
}

/** Whether an account paid just before a time, epoch milliseconds. */
export function paidBefore(results: Results, account: string, at: number): boolean {
  const paid = results.paying.get(results.numberOf(account) ?? -1) ?? []
  return paid.some((from, place) => place % 2 === 0 && from < at && (paid[place + 1] ?? 0) >= at)
}
