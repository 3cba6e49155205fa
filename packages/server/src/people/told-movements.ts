import type { Settings } from '@espalier/core/schema'
import type { z } from 'zod'
import type { Credit } from '../attribution/credit.ts'
import { loadCredits } from '../attribution/load-credits.ts'
import { toMajor } from '../billing/money.ts'
import { rounded } from '../billing/mrr.ts'
import { ENDED, recognised } from '../billing/recognition.ts'
import type { BillingStore, Movement, SubscriptionState } from '../store/billing.ts'
import type { Store } from '../store/store.ts'
import { isoTime, isoTimes } from './present.ts'
import type { movement } from './shapes.ts'

type Told = z.infer<typeof movement>

/** The ledger of an account, each line with what told it, how its subscription stood before and after, and the campaign that is credited. `now` is epoch milliseconds. */
export async function toldMovements(store: Store, account: string, { revenue }: Settings, now: number): Promise<Told[]> {
  const { billing } = store
  const movements = await billing.movementsOf(account)
  const credits = Map.groupBy((await loadCredits(store, { account })).credits, (one) => one.movement.id)
  const states = new Map<string, SubscriptionState[]>()
  for (const subscription of new Set(movements.map((one) => one.subscription)))
    states.set(subscription, recognised(await billing.statesOf(subscription), revenue.churnRecognised, now).states)
  const told: Told[] = []
  for (const one of movements) {
    const of = credits.get(one.id) ?? []
    told.push({
      id: one.id,
      subscription: one.subscription,
      kind: one.kind,
      cause: one.cause,
      amount: toMajor(one.amount, one.currency),
      currency: one.currency,
      at: isoTime(one.at),
      event: one.event,
      ...(await sourceOf(billing, one)),
      ...changeOf(one, states.get(one.subscription) ?? []),
      credit: toCredit(of.find((credit) => !credit.heldOut)),
      heldOutFrom: of.find((credit) => credit.heldOut)?.campaign ?? null,
    })
  }
  return told
}

async function sourceOf(billing: BillingStore, { event }: Movement): Promise<Pick<Told, 'source' | 'type'>> {
  const type = (await billing.event(event))?.type
  return type === undefined ? { source: 'unknown', type: '' } : { source: type === 'subscription' ? 'api' : 'stripe', type }
}

/** How the subscription stood before the movement and after it; nothing where it was not there. */
function changeOf({ event, at }: Movement, states: readonly SubscriptionState[]): Pick<Told, 'before' | 'after'> {
  const index = states.findLastIndex((one) => one.event === event || one.at <= at)
  return { before: toState(states[index - 1]), after: toState(states[index]) }
}

function toState(state: SubscriptionState | undefined): Told['before'] {
  if (!state) return null
  const { status, mrr, currency, items, term } = state
  return {
    status,
    mrr: toMajor(rounded(mrr), currency),
    currency,
    items: items.map(({ plan, price, quantity }) => ({ price, ...(plan !== undefined && { plan }), quantity })),
    ...(status !== ENDED && isoTimes({ endsAt: term?.endsAt }, 'endsAt')),
  }
}

function toCredit(credit: Credit | undefined): Told['credit'] {
  if (!credit) return null
  const major = (minor: number) => toMajor(minor, credit.movement.currency)
  return { campaign: credit.campaign, by: credit.by, credited: major(credit.credited), reversed: major(credit.reversed) }
}
