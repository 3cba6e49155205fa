import type { CampaignCost, CampaignReport, CostReturn } from '@espalier/core/schema'
import { createExchange } from '../billing/exchange.ts'
import type { Store } from '../store/store.ts'
import { nameOfDay } from './period.ts'
import { dayIn } from './revenue/scope.ts'

const KEPT_AFTER = 90

type Read = Pick<CampaignReport, 'arms' | 'funnel' | 'lift' | 'credits' | 'currency'>
/** What a cost is worth in the currency of the report. */
type Exchanged = { worth: number; exchange?: NonNullable<CostReturn['exchange']> } | undefined

/**
 * What a campaign cost until now and what came back for it. The accounts that cost something are those that the report counts as shown
 * and accepted. A return has the certainty of the money that it is made of: the difference to the hold-out, with its interval.
 * @param exchanged what one unit of the cost's currency is worth; undefined without a rate
 */
function costReturnOf(cost: CampaignCost, report: Read, exchanged: Exchanged): CostReturn {
  const { arms, funnel, lift, credits } = report
  const { once = 0, perShown = 0, perAccepted = 0 } = cost
  const shown = { accounts: funnel.shown, each: perShown, amount: funnel.shown * perShown }
  const accepted = { accounts: funnel.accepted, each: perAccepted, amount: funnel.accepted * perAccepted }
  const total = once + shown.amount + accepted.amount
  const spent = exchanged ? total * exchanged.worth : null
  const treated = arms.filter((one) => !one.heldOut)
  const recurring = arms.some((one) => one.expansionMrr !== 0) || credits.movements > 0 || arms.every((one) => one.value === 0)
  const months = recurring ? cost.months : 1
  const accounts = treated.reduce((sum, one) => sum + one.accounts, 0)
  const money = lift.find((one) => one.metric === 'money' && one.arm === 'any')
  const unknown = spent === null ? 'no-rate' : spent === 0 ? 'nothing-spent' : undefined
  const returned = (amount: number | null) => (amount === null || spent === null || spent === 0 ? null : (amount * months - spent) / spent)
  const caused = (perAccount: number | null) => (perAccount === null ? null : perAccount * accounts)
  const missing = !money
    ? 'nothing-bought'
    : money.absolute.estimate === null
      ? (money.absolute.reason ?? 'no-comparison')
      : money.enough
        ? undefined
        : 'not-enough-data'
  const known =
    money && missing === undefined
      ? { estimate: caused(money.absolute.estimate), low: caused(money.sequence.low), high: caused(money.sequence.high) }
      : { estimate: null, low: null, high: null }
  const ripe = credits.kept.find(({ days }) => days === KEPT_AFTER)
  const kept = ripe && ripe.matured > 0 ? ripe.kept : null
  const reason = missing ?? unknown
  const why = unknown ?? (kept === null ? (credits.movements > 0 ? 'not-yet-mature' : 'nothing-credited') : undefined)
  return {
    costCurrency: cost.currency ?? report.currency,
    cost: { once, shown, accepted, total },
    spent,
    ...(exchanged?.exchange && { exchange: exchanged.exchange }),
    recurring,
    months,
    incremental: {
      money: known,
      return: { estimate: returned(known.estimate), low: returned(known.low), high: returned(known.high) },
      ...(reason !== undefined && { reason }),
    },
    credited: { money: kept, maturing: ripe?.maturing ?? 0, return: returned(kept), ...(why !== undefined && { reason: why }) },
  }
}

/** The report with cost and return, where the saved draft of the campaign says what it costs. `now` is epoch milliseconds. */
export async function withReturn(store: Store, report: CampaignReport, now: number): Promise<CampaignReport> {
  const cost = (await store.campaigns.find(report.campaign))?.draft.cost
  return cost ? { ...report, costReturn: costReturnOf(cost, report, await worthOf(store, cost, report.currency, now)) } : report
}

async function worthOf(store: Store, { currency }: CampaignCost, to: string, now: number): Promise<Exchanged> {
  if (currency === undefined || currency === to) return { worth: 1 }
  const { zone } = await store.workspace.settings()
  const found = createExchange(to, await store.billing.ratesTo(to)).rateOn(currency, dayIn(now, zone))
  if (!found) return undefined
  return {
    worth: Number(found.rate),
    exchange: { currency, day: nameOfDay(found.day), rate: found.rate },
  }
}
