import type { Exchange, FineAmount } from '../../billing/exchange.ts'
import type { Movement, MovementKind } from '../../store/billing.ts'
import type { RatesSeen } from './rates-seen.ts'

/** What each account pays, in minor units by currency. */
export type Standing = Map<string, Map<string, number>>

/** One account in one month, in the currency of the report. */
export interface ExchangedAccount {
  opening: FineAmount
  closing: FineAmount
  /** By the rates of their days; losses are negative. */
  moved: Record<MovementKind, FineAmount>
  /** What of the opening revenue is there at the end, with growth, by the rates of the beginning alone; nothing where it left meanwhile. */
  kept: FineAmount
  isLost: boolean
  paid: boolean
  pays: boolean
  isNew: boolean
  isFree: boolean
}

/** Days, since the epoch, whose rates a month is made with: its opening is what the month before closed with. */
export interface RateDays {
  opening: number
  closing: number
  of: (at: number) => number
}

/** A month of accounts that pay in several currencies. */
export interface ExchangedMonth {
  accounts: Map<string, ExchangedAccount>
  /** Expansion by its cause. */
  causes: Map<string, FineAmount>
  /** Contraction by its cause, in positive numbers. */
  losses: Map<string, FineAmount>
}

/**
 * Opening and closing are worth what the rates of their days say, a movement what that of its own day says; what is between is the work of
 * exchange rates, and nobody's growth or loss. An account that adds a currency expands, and leaves with the last one. What goes on in
 * another currency moved by the difference alone.
 * @param standing what accounts pay at the beginning, and at the end when this returns
 * @param movements of this month, oldest first
 */
export function exchangedMonth(
  standing: Standing,
  movements: readonly Movement[],
  days: RateDays,
  exchange: Exchange,
  seen: RatesSeen,
): ExchangedMonth {
  const worth = (currency: string, amount: number, day: number) =>
    amount === 0 ? 0n : BigInt(amount) * seen.take(exchange.rateOn(currency, day), currency, day)
  const total = (amounts: ReadonlyMap<string, number> | undefined, day: number) =>
    [...(amounts ?? [])].reduce((sum, [currency, amount]) => sum + worth(currency, amount, day), 0n)
  const accounts = new Map<string, ExchangedAccount>()
  const causes = new Map<string, FineAmount>()
  const losses = new Map<string, FineAmount>()
  const accountOf = (id: string): ExchangedAccount => {
    let account = accounts.get(id)
    if (!account) {
      const opening = total(standing.get(id), days.opening)
      const moved = { new: 0n, expansion: 0n, contraction: 0n, churn: 0n, reactivation: 0n }
      account = {
        opening,
        closing: 0n,
        moved,
        kept: opening,
        paid: isPaying(standing.get(id)),
        pays: false,
        isLost: false,
        isNew: false,
        isFree: false,
      }
      accounts.set(id, account)
    }
    return account
  }
  for (const id of standing.keys()) accountOf(id)
  for (const legs of together(movements)) {
    const [first] = legs
    if (!first) continue
    const account = accountOf(first.account)
    const amounts = standing.get(first.account) ?? new Map<string, number>()
    standing.set(first.account, amounts)
    const before = isPaying(amounts)
    let amount = 0n
    let atOpening = 0n
    for (const leg of legs) {
      amounts.set(leg.currency, (amounts.get(leg.currency) ?? 0) + leg.amount)
      const day = days.of(leg.at)
      amount += worth(leg.currency, leg.amount, day)
      const rate = exchange.rateOn(leg.currency, days.opening)
      atOpening += rate ? BigInt(leg.amount) * rate.worth : worth(leg.currency, leg.amount, day)
    }
    if (amount === 0n) continue
    const kind = kindOf(first, amount, before, isPaying(amounts))
    account.moved[kind] += amount
    account.isLost ||= kind === 'churn'
    account.kept = account.isLost ? 0n : account.kept + atOpening
    account.isNew ||= kind === 'new'
    account.isFree = kind === 'contraction' && first.cause === 'free'
    if (kind === 'expansion') causes.set(first.cause, (causes.get(first.cause) ?? 0n) + amount)
    if (kind === 'contraction') losses.set(first.cause, (losses.get(first.cause) ?? 0n) - amount)
  }
  for (const [id, account] of accounts) {
    const amounts = standing.get(id)
    account.closing = total(amounts, days.closing)
    account.pays = isPaying(amounts)
    if (!account.pays) standing.delete(id)
  }
  return { accounts, causes, losses }
}

/** What exchange rates did to an account's revenue. */
export function exchangeOf({ opening, closing, moved }: ExchangedAccount): FineAmount {
  return closing - opening - moved.new - moved.expansion - moved.contraction - moved.churn - moved.reactivation
}

function isPaying(amounts: ReadonlyMap<string, number> | undefined): boolean {
  return amounts !== undefined && [...amounts.values()].some((amount) => amount > 0)
}

/** Each movement by itself, but both sides of a change of currency as one. */
function together(movements: readonly Movement[]): Iterable<Movement[]> {
  return Map.groupBy(movements, (one) => (one.cause === 'currency' ? JSON.stringify([one.account, one.event]) : one)).values()
}

function kindOf({ kind, cause }: Movement, amount: FineAmount, before: boolean, after: boolean): MovementKind {
  if (cause === 'currency') return amount > 0n ? 'expansion' : 'contraction'
  if (amount > 0n) return before ? 'expansion' : kind
  return after ? 'contraction' : kind
}
