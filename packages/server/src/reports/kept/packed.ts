import { deserialize, serialize } from 'node:v8'
import type { Phase } from '../../decisions/phase.ts'
import type { KeptAccount, Keeper, Pattern } from './account.ts'

/** Accounts as columns, which are written and read many times faster than one object after another. */
interface Packed {
  /** The latest time for which one of them was worked out, epoch milliseconds. */
  now: number
  ids: string[]
  names: (string | undefined)[]
  told: Column<string | undefined>
  plans: Column<string | undefined>
  phases: Column<Phase>
  onboarded: Column<boolean | undefined>
  spares: Column<readonly string[]>
  patterns: Column<Pattern>
  near: Uint8Array
  seen: Float64Array
  /** Not a number where no end is known. */
  ended: Float64Array
  until: Float64Array
  /** Uses of all features of the first account, then of the next. */
  uses: Float64Array
}

/** Values that many share: each once, and which of them every account has. */
interface Column<T> {
  values: T[]
  places: Uint32Array
}

/** Writes accounts as bytes. `now` is the latest time for which one of them was worked out. */
export function packAccounts(accounts: readonly KeptAccount[], now: number): Uint8Array {
  const packed: Packed = {
    now,
    ids: accounts.map(({ id }) => id),
    names: accounts.map(({ name }) => name),
    told: columnOf(accounts, ({ told }) => told),
    plans: columnOf(accounts, ({ plan }) => plan),
    phases: columnOf(accounts, ({ phase }) => phase),
    onboarded: columnOf(accounts, ({ onboarded }) => onboarded),
    spares: columnOf(accounts, ({ spare }) => spare),
    patterns: columnOf(accounts, ({ pattern }) => pattern),
    near: Uint8Array.from(accounts, ({ near }) => (near ? 1 : 0)),
    seen: Float64Array.from(accounts, ({ lastSeenAt }) => lastSeenAt),
    ended: Float64Array.from(accounts, ({ endedAt = Number.NaN }) => endedAt),
    until: Float64Array.from(accounts, ({ until }) => until),
    uses: Float64Array.from(accounts.flatMap(({ uses }) => uses)),
  }
  return serialize(packed)
}

/** Reads them again; equal patterns become those that `keeper` knows. */
export function unpackAccounts(body: Uint8Array, keeper: Pick<Keeper, 'patternOf' | 'sparing'>): { now: number; accounts: KeptAccount[] } {
  const { now, ids, names, told, plans, phases, onboarded, near, seen, ended, until, uses, ...packed } = deserialize(body) as Packed
  const patterns = packed.patterns.values.map(({ features }) => keeper.patternOf(features))
  const spares = packed.spares.values.map((reasons) => keeper.sparing(reasons))
  const features = ids.length > 0 ? uses.length / ids.length : 0
  const none = keeper.patternOf([])
  const accounts = ids.map((id, row): KeptAccount => ({
    id,
    name: names[row],
    told: at(told, row),
    plan: at(plans, row),
    phase: at(phases, row) ?? 'adoption',
    lastSeenAt: seen[row] ?? 0,
    endedAt: Number.isNaN(ended[row]) ? undefined : ended[row],
    onboarded: at(onboarded, row),
    near: near[row] === 1,
    spare: spares[packed.spares.places[row] ?? 0] ?? [],
    pattern: patterns[packed.patterns.places[row] ?? 0] ?? none,
    uses: [...uses.subarray(row * features, (row + 1) * features)],
    until: until[row] ?? 0,
  }))
  return { now, accounts }
}

function columnOf<T>(accounts: readonly KeptAccount[], of: (account: KeptAccount) => T): Column<T> {
  const known = new Map<T, number>()
  const places = Uint32Array.from(accounts, (account) => {
    const value = of(account)
    const place = known.get(value) ?? known.size
    known.set(value, place)
    return place
  })
  return { values: [...known.keys()], places }
}

function at<T>({ values, places }: Column<T>, row: number): T | undefined {
  return values[places[row] ?? 0]
}
