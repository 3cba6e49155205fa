import type { Lead, LeadQuery, LeadReport } from '@espalier/core/schema'
import { loadCredits } from '../attribution/load-credits.ts'
import { monthsBetween } from '../reports/revenue/months.ts'
import { namesOfAccounts } from '../people/names.ts'
import { membersOf } from '../reports/segments/segment-of.ts'
import type { Store } from '../store/store.ts'
import { loadLeads, type StandingLead } from './load-leads.ts'
import { isOverdue, loadPlans, ownerOf, type Plan } from './plans.ts'

/** Leads that one answer lists. */
const MOST = 1000

/** The leads that are asked for, the newest first; of a file all of them. `now` is epoch milliseconds. */
export async function listLeads(store: Store, query: LeadQuery, now: number, most = MOST): Promise<LeadReport> {
  const { zone } = await store.workspace.settings()
  const isMember = await membersOf(store, query, now)
  const { account, campaign, state, owner, overdue } = query
  const credits = account === undefined ? undefined : (await loadCredits(store, { account })).credits
  const { passing, leads } = await loadLeads(store, credits)
  const planOf = await loadPlans(
    store,
    passing.map(({ id }) => id),
    zone,
  )
  const planned = leads.map((one) => {
    const plan = planOf(one)
    return { ...one, plan, overdue: isOverdue(plan, one.state, zone, now) }
  })
  const [span] = query.month === undefined ? [] : monthsBetween(query.month, query.month, zone)
  const isIn = (at: number) => !span || (at >= span.from && at < span.to)
  const asked = planned.filter(
    (one) =>
      isMember(one.account) &&
      (state === undefined || one.state === state) &&
      (campaign === undefined || one.campaign === campaign) &&
      (account === undefined || one.account === account) &&
      (owner === undefined || one.plan.cs === owner || one.plan.sales === owner) &&
      (overdue === undefined || one.overdue === (overdue === 'true')) &&
      (isIn(one.at) || (one.state === 'won' && isIn(one.since))),
  )
  const listed = asked.toReversed().slice(0, most)
  const names = new Map(passing.map(({ id, definition }) => [id, definition.name]))
  const nameOf = await namesOfAccounts(
    store,
    listed.map((one) => one.account),
  )
  return {
    zone,
    asOf: new Date(now).toISOString(),
    month: query.month ?? null,
    passing: passing.length > 0,
    leads: listed.map((one) => toLead(one, names.get(one.campaign) ?? one.campaign, nameOf(one.account))),
    total: asked.length,
    owners: [...new Set(planned.flatMap(({ plan: { cs, sales } }) => [cs, sales]).filter((name) => name !== null))].toSorted(),
  }
}

function toLead(
  { at, since, plan, paid: _, taken: __, ...one }: StandingLead & { plan: Plan; overdue: boolean },
  campaignName: string,
  name: string,
): Lead {
  const times = { passedAt: new Date(at).toISOString(), since: new Date(since).toISOString() }
  return { ...one, ...plan, owner: ownerOf(plan), campaignName, name, ...times }
}
