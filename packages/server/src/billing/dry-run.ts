import { setImmediate } from 'node:timers/promises'
import { loadRules } from '../decisions/rules.ts'
import type { Store } from '../store/store.ts'
import { keepIf } from './keep-if.ts'
import { takeSubscriptions } from './subscription-list.ts'

type Results = Awaited<ReturnType<typeof takeSubscriptions>>

/** So many states share a transaction: others who write wait no longer than for them. */
const TOGETHER = 100

/**
 * Says what taking these states in would come to, in their order: takes them in and back again, some accounts at a time, because
 * nothing that one account is told changes what becomes of another.
 * @param now epoch milliseconds
 */
export async function dryRun(store: Store, states: readonly Record<string, unknown>[], now: number): Promise<Results> {
  const results: Results = []
  const { merged } = await loadRules(store)
  for (const part of partsOf(states, merged)) {
    const told = await keepIf(store, never, (inner) =>
      takeSubscriptions(
        inner,
        part.map(([, state]) => state),
        now,
      ),
    )
    for (const [index, [place]] of part.entries()) results[place] = told[index] ?? { status: 'rejected' }
    await setImmediate()
  }
  return results
}

const never = (): boolean => false

type Placed = readonly [place: number, state: Record<string, unknown>]

/** States with their places, apart where they have nothing to do with each other; all in one where accounts share an id. */
function partsOf(states: readonly Record<string, unknown>[], merged: ReadonlyMap<string, string>): Placed[][] {
  const placed = states.map((state, place): Placed => [place, state])
  const accounts = [...Map.groupBy(placed, ([, { account }]) => merged.get(String(account)) ?? account).values()]
  const idsOf = (of: readonly Placed[]) =>
    new Set(of.flatMap(([, { id, event }]) => [`id ${String(id)}`, ...(event ? [`event ${String(event)}`] : [])]))
  const named = accounts.reduce((sum, one) => sum + idsOf(one).size, 0)
  if (idsOf(placed).size < named) return [placed]
  const parts: Placed[][] = []
  for (const one of accounts) {
    const last = parts.at(-1)
    if (last && last.length + one.length <= TOGETHER) last.push(...one)
    else parts.push(one)
  }
  return parts
}
