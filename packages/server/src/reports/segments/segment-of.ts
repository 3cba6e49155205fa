import type { Account } from '../../store/people.ts'
import type { Store } from '../../store/store.ts'
import type { KeptAccount } from '../kept/account.ts'
import { accountsAt } from '../kept/memory.ts'
import { allAccounts } from './all-accounts.ts'

/** The value of accounts that say nothing about what they are told apart by. */
const UNKNOWN = ''

/** Tells in which group an account is. */
export type SegmentOf = (account: string) => string

/**
 * Groups accounts by `plan`, `phase` or a trait, as they are at `now`: a report of last year shows today's groups.
 * Who is no account of the host, or has no such trait, is in the group `UNKNOWN`.
 */
export async function segmentsBy(store: Store, by: string, now: number): Promise<SegmentOf> {
  if (by === 'phase' || by === 'plan') {
    const { get, catalog } = await accountsAt(store, now)
    const valueOf = ({ phase, told }: KeptAccount) => (by === 'phase' ? phase : (told ?? catalog.defaultPlan ?? UNKNOWN))
    return (id) => {
      const account = get(id)
      return account ? valueOf(account) : UNKNOWN
    }
  }
  const groups = new Map<string, string>()
  for await (const page of allAccounts(store)) for (const { id, traits } of page) groups.set(id, valueOfTrait(traits, by))
  return (account) => groups.get(account) ?? UNKNOWN
}

/** Where a report is about all accounts. */
export const EVERYBODY = (): boolean => true

/** Whether an account is among those that a report is about; all are, where it names no value. */
export async function membersOf(
  store: Store,
  { by, value }: { by?: string | undefined; value?: string | undefined },
  now: number,
): Promise<(account: string) => boolean> {
  if (by === undefined || value === undefined) return EVERYBODY
  const segmentOf = await segmentsBy(store, by, now)
  return (account) => segmentOf(account) === value
}

/** The group of an account by one of its traits. */
export function valueOfTrait(traits: Account['traits'] | undefined, name: string): string {
  const value: unknown = traits?.[name]
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : UNKNOWN
}
