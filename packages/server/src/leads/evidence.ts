import { EVENTS } from '@espalier/core'
import type { LeadEvidence, Settings } from '@espalier/core/schema'
import { knownDiscounts } from '../billing/known-discounts.ts'
import { ledgerOf } from '../billing/ledger.ts'
import { toMajor } from '../billing/money.ts'
import { rounded, sumOf } from '../billing/mrr.ts'
import { personAt } from '../decisions/explain/moment.ts'
import { factsOf } from '../decisions/facts.ts'
import { isoTimes } from '../people/present.ts'
import { toUsage } from '../people/read-account.ts'
import type { SubscriptionState } from '../store/billing.ts'
import type { StoredEvent } from '../store/events.ts'
import type { Passed } from '../store/leads.ts'
import type { Store } from '../store/store.ts'
import { deedsOf } from './deeds.ts'

/** Answers of one account that can be of the same moment. */
const AT_ONCE = 20

/**
 * What was known of an account at the moment when it was passed as a lead. It is worked out from the log each time, by the settings and
 * versions of then: it says the same for ever, and holds nothing of anybody who was erased since.
 */
export async function evidenceOf(store: Store, { campaign, account: id, person, at }: Passed): Promise<LeadEvidence> {
  const visitors = await store.people.aliasesOf(id)
  const accounts = [id, ...visitors]
  const answer = await answerOf(store, accounts, { campaign, at })
  const received = Math.max(at, answer?.receivedAt ?? at)
  const then = await accountThen(store, id, { named: answer?.account ?? id, received })
  const { subject, rules } = await personAt(store, { anonymousId: person, groupId: then.account }, at, received)
  const { settings, catalog } = rules
  const { zone } = settings
  const { account, health } = factsOf(subject, rules, at)
  const ofBoth = await store.events.readAbout({ persons: [], accounts }, received)
  const log = then.names ? ofBoth.filter((one) => then.names?.has(one.account) === true || visitors.includes(one.account)) : ofBoth
  const { features, campaigns, ...deeds } = deedsOf(log, at, catalog, settings.satisfactionEvent)
  const published = new Map(rules.campaigns.map((one) => [one.id, one.definition]))
  const { plan, entitlements } = subject
  const { daysToRenewal } = account
  const { score, onboarded, pastDue, risk, cancelling, detractorDays } = health
  const parts = { score, onboarded, pastDue, risk, cancelling, detractorDays }
  return {
    at: new Date(at).toISOString(),
    zone,
    problemSolved: published.get(campaign)?.problemSolved ?? null,
    plan: plan ? { id: plan.id, name: plan.name } : null,
    phase: account['phase'] as LeadEvidence['phase'],
    daysToRenewal: typeof daysToRenewal === 'number' ? daysToRenewal : null,
    traits: { ...subject.account?.traits },
    ...deeds,
    usage: Object.entries(entitlements).flatMap(([feature, one]) => (one.kind === 'metered' ? [toUsage(feature, one, at)] : [])),
    features: catalog.features.map(({ id: feature, name }) => ({
      feature,
      name,
      allowed: entitlements[feature]?.allowed ?? false,
      ...(features.get(feature) ?? { uses: null, touches: 0 }),
    })),
    health: {
      ...Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)),
      ...isoTimes(health, 'mutedUntil', 'notAFitUntil'),
    },
    campaigns: campaigns.map((one) => ({ ...one, name: published.get(one.campaign)?.name ?? one.campaign })),
    mrr: await revenueAt(store, id, { at, received }, settings),
  }
}

/** The answer that passed the lead: what the page told together with it was known then, too. */
async function answerOf(
  { events }: Store,
  accounts: readonly string[],
  { campaign, at }: Pick<Passed, 'campaign' | 'at'>,
): Promise<StoredEvent | undefined> {
  for (const account of accounts) {
    const accepted = await events.list({ account }, { limit: AT_ONCE, only: [EVENTS.accepted], before: { at: at + 1, id: '' } })
    const answer = accepted.find((one) => one.at === at && one.properties['campaign'] === campaign)
    if (answer) return answer
  }
  return undefined
}

/**
 * Which account it was when the lead was passed: where accounts became one since, the one that the answer named. `names`: by what it was
 * named until then, where that is not all.
 */
async function accountThen(
  { merges }: Store,
  id: string,
  { named, received }: { named: string; received: number },
): Promise<{ account: string; names?: ReadonlySet<string> }> {
  const parts = await merges.of(id)
  if (parts.length === 0) return { account: id }
  const apart = parts.find(({ account, at }) => account === named && at > received)
  if (apart) return { account: named, names: new Set([named]) }
  return { account: id, names: new Set([id, ...parts.flatMap(({ account, at }) => (at <= received ? account : []))]) }
}

async function filtered<T>(all: readonly T[], isMeant: (one: T) => Promise<boolean>): Promise<T[]> {
  const found: T[] = []
  for (const one of all) if (await isMeant(one)) found.push(one)
  return found
}

/** What the account paid a month at a time by all that billing had told until another. */
async function revenueAt(
  { billing }: Store,
  account: string,
  { at, received }: { at: number; received: number },
  { zone, revenue }: Settings,
): Promise<LeadEvidence['mrr']> {
  const known: SubscriptionState[] = []
  const wasTold = async (one: { event: string; at: number }) =>
    one.at <= at && ((await billing.event(one.event))?.receivedAt ?? one.at) <= received
  for (const state of await billing.toldOf(account)) if (await wasTold(state)) known.push(state)
  const told = await billing.discountsOf([...new Set(known.map(({ customer }) => customer))])
  const discounts = knownDiscounts({
    discounts: await filtered(told.discounts, wasTold),
    coupons: await filtered(told.coupons, wasTold),
  })
  const paid = Map.groupBy(
    ledgerOf(known, { zone, churn: revenue.churnRecognised, now: at, known: discounts }).newest,
    ({ currency }) => currency,
  )
  return [...paid]
    .map(([currency, states]) => ({ currency, amount: toMajor(rounded(sumOf(states.map(({ mrr }) => mrr))), currency) }))
    .filter(({ amount }) => amount > 0)
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1))
}
