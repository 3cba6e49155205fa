import { EVENTS } from '@espalier/core'
import type { FeatureReport } from '@espalier/core/schema'
import { NEWEST } from '../../ingest/clock.ts'
import type { Store } from '../../store/store.ts'
import { namedEvents } from '../kept/named.ts'
import { nameOfKept, type KeptAccount } from '../kept/account.ts'

/** Accounts that are listed for each feature. */
const MOST = 20

interface Touched {
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

/** When the first touch is dated that is still to come, as the clock of a page that is ahead dates it; undefined without one. */
export async function firstTouchAfter(store: Store, now: number): Promise<number | undefined> {
  const { events } = await namedEvents(store, EVENTS.locked, { from: now + 1, to: now + 2 * NEWEST, now, reach: REACH })
  return events[0]?.at
}
