import type { Store } from '../store/store.ts'
import { refusedTogether, type RefusedEvents } from './refused-events.ts'
import { tell } from './tell.ts'

const HOUR = 3_600_000
/** How long something may take to mend itself, milliseconds. */
const PATIENCE = 600_000

/** What can go wrong without anybody who could mend it seeing it, and how often within an hour it has to before the owner is told. */
const FROM = {
  /** A request to `/v1/stripe` was not signed with our secret; one may be anybody's try. */
  'stripe-signature': 5,
  /** A signed event of Stripe could not be read. */
  'stripe-unreadable': 1,
  /** Something is billed at a price that no plan of the catalogue has. */
  'price-unknown': 1,
  /** Something is billed at a price in tiers, which come without their amounts and count as 0. */
  'price-tiered': 1,
  /** A discount of a subscription is known by its id alone, or its coupon is. */
  'discount-unread': 1,
  /** Something is billed in a currency without a rate to the workspace's. */
  'rate-missing': 1,
  /** A subscription belongs to a customer of whom nobody said which account it is. */
  'account-missing': 1,
  /** Custom events cannot be counted over the past. */
  'counting-failed': 1,
  /** Events were refused. */
  'events-rejected': 100,
} as const
export type Fault = keyof typeof FROM

/** What is told of a fault beside its name: nothing that names a person or an account. */
export type About = Readonly<Record<string, string | number>>

/** Remembers what goes wrong until the owner was told of it. */
export interface Faults {
  /** It went wrong `times` times. The last `about` is told; `reasons`, where it has several, are added up. */
  note(fault: Fault, about?: About, times?: number, reasons?: readonly RefusedEvents[]): void
  /** Notes it once, if it is still so ten minutes from now: what mends it may be under way. The last of each `name` counts. */
  noteLater(fault: Fault, name: string, aboutIfSo: (store: Store) => Promise<About | undefined>): void
  /** Puts a message in line for each fault that happened often enough, at most one an hour of each, whichever server noted it. */
  tell(store: Store): Promise<void>
}

interface Waiting {
  fault: Fault
  since: number
  aboutIfSo(store: Store): Promise<About | undefined>
}

interface Noted {
  since: number
  last: number
  times: number
  about: About
  reasons: readonly RefusedEvents[]
}

/** Makes the memory of a server. `clock` is epoch milliseconds. */
export function createFaults(clock: () => number): Faults {
  const noted = new Map<Fault, Noted>()
  const waiting = new Map<string, Waiting>()
  const faults: Faults = {
    note(fault, about = {}, times = 1, reasons = []) {
      const now = clock()
      const known = noted.get(fault)
      const goesOn = known && (known.last > now - HOUR || known.times >= FROM[fault])
      noted.set(fault, {
        since: goesOn ? known.since : now,
        last: now,
        times: (goesOn ? known.times : 0) + times,
        about,
        reasons: refusedTogether(goesOn ? known.reasons : [], reasons),
      })
    },
    noteLater(fault, name, aboutIfSo) {
      waiting.set(`${fault} ${name}`, { fault, since: clock(), aboutIfSo })
    },
    async tell(store) {
      for (const [key, { fault, since, aboutIfSo }] of waiting) {
        if (since > clock() - PATIENCE) continue
        waiting.delete(key)
        const about = await aboutIfSo(store)
        if (about) faults.note(fault, about)
      }
      for (const [fault, one] of noted) {
        if (one.times < FROM[fault]) continue
        const now = clock()
        const told = await store.transaction(async (inner) => {
          const last = await inner.hooks.lastOf(`fault.${fault}`)
          if (last !== undefined && last > now - HOUR) return false
          const { times, about, reasons } = one
          const [since, until] = [one.since, one.last].map((at) => new Date(at).toISOString())
          await tell(
            inner,
            `fault.${fault}`,
            { times, since, until, about, ...(reasons.length > 0 && { reasons }) },
            now,
            `fault_${fault}_${Math.floor(now / HOUR)}`,
          )
          return true
        })
        // What was noted meanwhile is told the next time.
        if (told && noted.get(fault) === one) noted.delete(fault)
      }
    },
  }
  return faults
}
