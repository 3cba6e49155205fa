import { count } from '../format.ts'
import { address } from '../address.ts'
import type { FeatureAccountsQuestion } from './wire.ts'

/** A number of accounts that opens them; nobody stands behind 0. */
export function AccountsLink({ accounts, ...question }: { accounts: number } & FeatureAccountsQuestion) {
  return accounts === 0 ? <>{count(0)}</> : <a href={address('/console/features/accounts', question)}>{count(accounts)}</a>
}
