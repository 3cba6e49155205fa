import { count } from '../format.ts'
import { address } from '../address.ts'
import type { BehindQuestion } from './wire.ts'

/** A number of accounts that opens them; nobody stands behind 0. */
export function Behind({ accounts, ...question }: { accounts: number } & BehindQuestion) {
  return accounts === 0 ? <>{count(0)}</> : <a href={address('/console/features/accounts', question)}>{count(accounts)}</a>
}
