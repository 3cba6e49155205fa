import { clockFacts } from '@espalier/core'
import type { Lead } from '@espalier/core/schema'
import type { LeadPlan, Passed } from '../store/leads.ts'
import type { Store } from '../store/store.ts'

const DAY = 86_400_000

/** Who has to do what next with a lead. */
export type Plan = Pick<Lead, 'side' | 'cs' | 'sales' | 'dueOn' | 'nextStep'>

/**
 * Says of each lead who has to do what next: what people changed last, else what the version of the campaign says that was in force when
 * the lead was passed. `zone` is the one whose calendar days are counted by.
 */
export async function loadPlans(
  { campaigns, leads }: Pick<Store, 'campaigns' | 'leads'>,
  passing: readonly string[],
  zone: string,
): Promise<(lead: Passed) => Plan> {
  const changed = new Map((await leads.plans()).map((plan) => [keyOf(plan), toPlan(plan)]))
  const handedOver = await loadHandovers({ campaigns }, passing, zone)
  return (lead) => changed.get(keyOf(lead)) ?? handedOver(lead)
}

/** Says of each lead with what it began: what the version of the campaign says that was in force when it was passed. */
export async function loadHandovers(
  { campaigns }: Pick<Store, 'campaigns'>,
  passing: readonly string[],
  zone: string,
): Promise<(lead: Passed) => Plan> {
  const versions = new Map<string, Awaited<ReturnType<typeof campaigns.versions>>>()
  for (const id of passing) versions.set(id, await campaigns.versions(id))
  return (lead) => {
    const oldestFirst = (versions.get(lead.campaign) ?? []).toSorted((one, other) => one.version - other.version)
    const inForce = oldestFirst.findLast(({ publishedAt }) => publishedAt <= lead.at) ?? oldestFirst[0]
    const { side = 'sales', cs, sales, dueDays, nextStep } = inForce?.definition.handover ?? {}
    const dueOn = dueDays === undefined ? null : daysAfter(dayIn(zone, lead.at), dueDays)
    return { side, cs: cs ?? null, sales: sales ?? null, dueOn, nextStep: nextStep ?? null }
  }
}

/** Whoever has the turn. */
export function ownerOf(plan: Plan): string | null {
  return plan[plan.side]
}

/** Whether the day by which something is to be done is over, while anything is still to be done. */
export function isOverdue({ dueOn }: Plan, state: Lead['state'], zone: string, now: number): boolean {
  return dueOn !== null && (state === 'new' || state === 'accepted') && dueOn < dayIn(zone, now)
}

function toPlan({ side, cs, sales, dueOn, nextStep }: LeadPlan): Plan {
  return { side, cs: cs ?? null, sales: sales ?? null, dueOn: dueOn ?? null, nextStep: nextStep ?? null }
}

function dayIn(zone: string, at: number): string {
  return String(clockFacts(at, zone)['date'])
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
}

const keyOf = ({ campaign, account }: { campaign: string; account: string }): string => JSON.stringify([campaign, account])
