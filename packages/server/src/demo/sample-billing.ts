import type { Catalog } from '@espalier/core/schema'
import { dice } from './dice.ts'
import { replacePlan } from './replace-plan.ts'
import type { SampleAccount } from './sample-account.ts'
import type { SampleStory } from './sample-story.ts'
import type { SubscriptionChange } from './subscription-event.ts'

type Plan = Catalog['plans'][number]

const DAY = 86_400_000
/** Nothing is bought or put down in the month that is told but what the story says. */
const QUIET_DAYS = 32

/** From this moment on an account has this plan; none at all where it left. */
export interface BillingStep {
  /** Epoch milliseconds. */
  at: number
  plan?: SampleAccount['plan']
}

const SMALLER = { starter: 'starter', team: 'starter', business: 'team' } as const
/** How likely it is that an account began with the plan below, by its plan of today. */
const GREW = { starter: 0, team: 0.34, business: 0.7 }

/**
 * What an account paid for over time, oldest first, up to the month that is told: most stay where they are, some grew into their plan,
 * a few took a smaller one, and a few left; of those, some came back.
 */
export function sampleBilling({ id, plan, since, told, left }: SampleAccount): BillingStep[] {
  const until = left ?? told - QUIET_DAYS * DAY
  const within = (name: string, from: number): number => from + (0.15 + dice(`${id}:${name}`) * 0.8) * (until - from)
  const end = left === undefined ? [] : [{ at: left }]
  // Whoever has come in the last weeks has no past.
  if (until - since < 30 * DAY) return [{ at: since, plan }, ...end]
  const fate = dice(`${id}:past`)
  if (fate < GREW[plan]) return [{ at: since, plan: SMALLER[plan] }, { at: within('grew', since), plan }, ...end]
  if (plan === 'starter' && fate > 0.94) return [{ at: since, plan: 'team' }, { at: within('shrank', since), plan }, ...end]
  if (left === undefined && fate > 0.97) {
    const gone = within('gone', since)
    return [{ at: since, plan }, { at: gone }, { at: within('back', gone), plan }]
  }
  return [{ at: since, plan }, ...end]
}

/** What the billing system told of an account over time: its past, then what it bought in that month, and gave back. */
export function sampleChanges(
  account: SampleAccount,
  purchases: SampleStory['purchases'],
  planOf: (id: string) => Plan,
): SubscriptionChange[] {
  const changes: SubscriptionChange[] = []
  let plans: Plan[] = []
  let number = 1
  const tell = (at: number, next: Plan[]): void => {
    const what = next.length === 0 ? 'deleted' : plans.length === 0 ? 'created' : 'updated'
    changes.push({
      type: `customer.subscription.${what}`,
      id: `evt_${account.id}_${changes.length + 1}`,
      account: account.id,
      at,
      plans: next.length === 0 ? plans : next,
      ...(what === 'updated' && { before: plans }),
      ...(number > 1 && { number }),
    })
    if (what === 'deleted') number += 1
    plans = next
  }
  for (const { at, plan } of sampleBilling(account)) tell(at, plan === undefined ? [] : replacePlan(plans, planOf(plan)))
  for (const { at, plan } of purchases) tell(at, replacePlan(plans, planOf(plan)))
  return changes
}
