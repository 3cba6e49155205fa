import { EVENTS } from '@espalier/core'
import type { FeatureReport } from '@espalier/core/schema'
import type { Store } from '../../store/store.ts'
import { namedEvents } from '../kept/named.ts'
import { nameOfKept, type KeptAccount } from '../kept/account.ts'

/** Accounts that are listed for each feature. */
const MOST = 20

/** How often somebody of an account touched a locked feature, who, and when last. */
export interface Touched {
  touches: number
  people: Set<string>
  lastAt: number
}

/** Who touched which locked feature how often: feature, then account. */
export type Touches = Map<string, Map<string, Touched>>

/** Touches of the last 30 days are asked for all the time. */
const REACH = 30 * 86_400_000

/** Reads touches of locked features from a time to `now`, of the accounts for which `isMember` says so. */
export async function touchesOf(store: Store, from: number, now: number, isMember: (account: string) => boolean): Promise<Touches> {
  const touches: Touches = new Map()
  const { events } = await namedEvents(store, EVENTS.locked, { from, to: now + 1, now, reach: REACH })
  for (const { person, account, at, properties } of events) {
    const { feature } = properties
    if (typeof feature !== 'string' || !isMember(account)) continue
    const accounts = touches.get(feature) ?? new Map<string, Touched>()
    touches.set(feature, accounts)
    const known = accounts.get(account) ?? { touches: 0, people: new Set(), lastAt: at }
    accounts.set(account, known)
    known.touches += 1
    known.people.add(person)
    known.lastAt = Math.max(known.lastAt, at)
  }
  return touches
}

/** Locked features with the accounts behind their touches, those that most accounts touched first. */
export function lockedRows(
  touches: Touches,
  known: (id: string) => KeptAccount | undefined,
  names: ReadonlyMap<string, { en: string; ja: string }>,
): FeatureReport['locked'] {
  const rows = [...touches].map(([feature, accounts]) => ({
    feature,
    name: names.get(feature) ?? { en: feature, ja: feature },
    touches: [...accounts.values()].reduce((sum, one) => sum + one.touches, 0),
    accounts: accounts.size,
    people: new Set([...accounts.values()].flatMap(({ people }) => [...people])).size,
    by: [...accounts]
      .toSorted(([oneId, one], [otherId, other]) => other.touches - one.touches || (oneId < otherId ? -1 : 1))
      .slice(0, MOST)
      .map(([id, one]) => ({
        account: id,
        name: nameOfKept(known(id) ?? { id, name: undefined }),
        plan: known(id)?.plan ?? '',
        touches: one.touches,
        people: one.people.size,
        lastAt: new Date(one.lastAt).toISOString(),
      })),
  }))
  return rows.toSorted(
    (one, other) => other.accounts - one.accounts || other.touches - one.touches || (one.feature < other.feature ? -1 : 1),
  )
}

interface Lately {
  version: object
  /** The answer holds from then until before `until`, if nothing is told meanwhile. */
  now: number
  until: number
  accounts: ReadonlySet<string>
}

const lately = new WeakMap<object, Lately>()

/** Accounts of which somebody touched a locked feature in the 30 days before `now`. */
export async function touchedLately(store: Store, now: number): Promise<ReadonlySet<string>> {
  const { events, all } = await namedEvents(store, EVENTS.locked, { from: now - REACH, to: now + 1, now, reach: REACH })
  const known = lately.get(store.database.db)
  if (known && known.version === all?.version && now >= known.now && now < known.until) return known.accounts
  const accounts = new Set(events.flatMap(({ account, properties }) => (typeof properties['feature'] === 'string' ? account : [])))
  if (all) lately.set(store.database.db, { version: all.version, now, until: (events[0]?.at ?? Infinity) + REACH + 1, accounts })
  return accounts
}
