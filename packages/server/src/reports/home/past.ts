import type { HomeQuery, RevenueReport, Settings } from '@espalier/core/schema'
import type { Credit } from '../../attribution/credit.ts'
import { allCredits } from '../../results/credits.ts'
import { resultsOf } from '../../results/memory.ts'
import { paidBefore } from '../../results/paying.ts'
import { loadLeads } from '../../leads/load-leads.ts'
import type { HeldBackTotal } from '../../store/exposures.ts'
import type { Store } from '../../store/store.ts'
import { others } from '../../others.ts'
import type { Month } from '../revenue/months.ts'
import { dayIn, type Scope } from '../revenue/scope.ts'
import { exchangedCredits } from './exchanged-credits.ts'
import { figuresOf, type Sources } from './figures.ts'
import type { MonthSaid } from './said.ts'
import { loadProposals } from './proposals.ts'
import { loadVoices } from './voices.ts'

/** What the months of Home are about. */
interface Asked {
  query: HomeQuery
  scope: Scope
  revenue: RevenueReport
  settings: Settings
  spans: readonly Month[]
  isMember(account: string): boolean
  now: number
}

/** What is said of months, and whom the last of them spared. */
export interface Past {
  months: { span: Month; said: MonthSaid }[]
  held: HeldBackTotal
}

/** What campaigns brought to the accounts that are asked for. */
export type Brought = Pick<Sources, 'proposals' | 'credits' | 'unrated' | 'motions' | 'paidBefore'>

/** Reads what campaigns brought; `all` are the credits of every account. */
export async function loadBrought(
  store: Store,
  { currency, exchange, zone }: Scope,
  isMember: (account: string) => boolean,
): Promise<Brought & { all: readonly Credit[] }> {
  const results = await resultsOf(store)
  const proposals = await loadProposals(store, results, isMember)
  const all = allCredits(results)
  const own = all.filter(({ movement, heldOut }) => !heldOut && isMember(movement.account))
  const theirs = exchange
    ? exchangedCredits(own, exchange, zone)
    : { credits: own.filter(({ movement }) => movement.currency === currency), unrated: false }
  const motions = new Map(proposals.map((one) => [one.campaign, one.motion]))
  return { all, proposals, ...theirs, motions, paidBefore: (account, at) => paidBefore(results, account, at) }
}

/** Reads what became of months. `members` are the accounts that were spared, where not all count. */
export async function pastOf(store: Store, asked: Asked, members?: readonly string[]): Promise<Past> {
  const { query, scope, revenue, settings, spans, isMember, now } = asked
  const { zone } = settings
  const { all, ...brought } = await loadBrought(store, scope, isMember)
  const { passing, leads } = await loadLeads(store, all)
  const voices = await loadVoices(store, settings, query, spans, now)
  const sources = {
    ...brought,
    voices,
    leads: { passing, leads: leads.filter(({ account }) => isMember(account)) },
    zone,
    ltv: revenue.ltv,
    now,
  }
  const counted = new Map(revenue.months.map((one) => [one.month, one]))
  const uncounted = new Set(revenue.exchange?.missing.map((one) => one.month))
  const { from, to } = spans.at(-1) ?? { from: now, to: now }
  const months: Past['months'] = []
  for (const span of spans) {
    await others()
    months.push({ span, said: figuresOf({ span, revenue: uncounted.has(span.name) ? 'no-rate' : counted.get(span.name), ...sources }) })
  }
  return {
    months,
    held: await store.exposures.heldBackTotal({ from: dayIn(from, zone), to: dayIn(Math.min(to - 1, now), zone), accounts: members }),
  }
}
