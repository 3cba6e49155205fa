import type { Motion } from '@espalier/core'
import { latestOf, type Movement } from '../store/billing.ts'
import type { Claim, Growth, Meeting, Refund } from '../store/credits.ts'
import { fits, isCreditable } from './fits.ts'
import { inTime, layersOf, leftAt, type Layer } from './layers.ts'

/** Days in milliseconds. */
export const DAY_MS = 86_400_000
/** A checkout is finished, and a charge is made, this close to the movement that they belong to. */
const TOGETHER_MS = 3_600_000

/** Growth of one account, and the campaign that it is credited to, or stands against. */
export interface Credit {
  movement: Movement
  campaign: string
  /** True where the campaign was held out from the account: it grew all the same, and this credits nobody. */
  heldOut: boolean
  /** Why this campaign: the decision that billing named, the last one that somebody engaged with, or the last one shown. */
  by: 'credit-id' | 'engaged' | 'shown' | 'ghost'
  /** When the account met it; undefined where billing named the decision alone. */
  metAt?: number
  /** Minor units a month. */
  credited: number
  /** Taken back within the window: lost, or paid back. At most `credited`. */
  reversed: number
  /** When it was first taken back, and by which billing event. */
  reversedAt?: number
  reversedBy?: string
  /** What was taken away from it, oldest first; a negative amount is what came back. */
  losses: Layer['losses']
  /** What is still there at a time, minor units; at most what was not reversed. */
  leftAt: (at: number) => number
}

/** What credits depend on beside what happened. */
export interface CreditRules {
  /** What each campaign tries to do. */
  motions: ReadonlyMap<string, Motion>
  windowMs: number
}

/**
 * Credits growth to campaigns: each movement to at most one, the last that the account engaged with within the window before it, else the
 * last that it was shown, and only where the campaign sells what was bought. A decision that billing names outranks the window. What
 * is lost or paid back within the same time after the movement reverses the credit. The order of what is told does not matter.
 */
export function creditsOf({ movements, meetings, claims, refunds }: Growth, rules: CreditRules): Credit[] {
  const met = Map.groupBy(meetings, (one) => one.account)
  const claimed = Map.groupBy(claims, (one) => one.account)
  const repaid = Map.groupBy(refunds, (one) => one.account)
  const groups = Map.groupBy(movements, (one) => JSON.stringify([one.account, one.currency])).values()
  const credits = [...groups].flatMap((group) => {
    const account = group[0]?.account ?? ''
    const layers = layersOf(
      group.filter((one) => one.cause !== 'currency'),
      isCreditable,
    )
    const bought = layers.filter(({ movement }) => isCreditable(movement))
    const named = claimsByMovement(bought, claimed.get(account) ?? [])
    const paidBack = refundsByMovement(bought, repaid.get(account) ?? [])
    return bought.flatMap((layer) => {
      const claim = named.get(layer.movement.id)
      const found = sourcesOf(layer.movement, met.get(account) ?? [], claim, rules)
      return found.map((source) => ({ ...source, ...fateOf(layer, paidBack.get(layer.movement.id) ?? [], rules.windowMs) }))
    })
  })
  return inCreditOrder(credits)
}

/** Oldest first; what is of one moment in an order that does not depend on anything else. */
export function inCreditOrder(credits: readonly Credit[]): Credit[] {
  const text = ({ movement, campaign }: Credit) => `${movement.id}\n${campaign}`
  return credits.toSorted((one, other) => one.movement.at - other.movement.at || (text(one) < text(other) ? -1 : 1))
}

type Source = Pick<Credit, 'campaign' | 'heldOut' | 'by' | 'metAt'>

/** The campaign that is credited, and the one that would have been if it had not been held out. */
function sourcesOf(movement: Movement, met: readonly Meeting[], claim: string | undefined, { motions, windowMs }: CreditRules): Source[] {
  const close = inTime(met).filter(
    ({ at, campaign }) => at <= latestOf(movement.at) && movement.at - at <= windowMs && fits(motions.get(campaign), movement),
  )
  const last = (kind: Meeting['kind']) => close.findLast((one) => one.kind === kind)
  const toSource = ({ campaign, kind, at }: Meeting): Source => ({ campaign, heldOut: kind === 'ghost', by: kind, metAt: at })
  const seen = last('engaged') ?? last('shown')
  const ghost = last('ghost')
  const credited =
    claim !== undefined && fits(motions.get(claim), movement)
      ? { campaign: claim, heldOut: false, by: 'credit-id' as const }
      : seen && toSource(seen)
  return [...(credited ? [credited] : []), ...(ghost ? [toSource(ghost)] : [])]
}

/** A decision's id counts once: metadata stay on a subscription for ever. The first movement that carries it has it. */
function claimsByMovement(bought: readonly Layer[], claims: readonly Claim[]): Map<string, string> {
  const found = new Map<string, string>()
  const used = new Set<string>()
  for (const { movement } of bought) {
    const claim = inTime(claims.map((one) => ({ ...one, id: one.event }))).find(
      (one) =>
        !used.has(one.credit) &&
        one.campaign !== undefined &&
        (one.event === movement.event || (isPartOf(one, movement) && Math.abs(one.at - movement.at) <= TOGETHER_MS)),
    )
    if (!claim?.campaign) continue
    used.add(claim.credit)
    found.set(movement.id, claim.campaign)
  }
  return found
}

/** A first purchase can be of several subscriptions, and is named after the first of them. */
function isPartOf({ subscription }: Claim, movement: Movement): boolean {
  return subscription === movement.subscription || movement.kind === 'new'
}

/** Money that is given back belongs to the newest purchase before it was paid. */
function refundsByMovement(bought: readonly Layer[], refunds: readonly Refund[]): Map<string, Refund[]> {
  const found = new Map<string, Refund[]>()
  for (const refund of inTime(refunds.map((one) => ({ ...one, id: one.event })))) {
    const layer = bought.findLast(({ movement }) => movement.at <= refund.paidAt + TOGETHER_MS && movement.at <= refund.at)
    if (layer) found.set(layer.movement.id, [...(found.get(layer.movement.id) ?? []), refund])
  }
  return found
}

type Fate = Pick<Credit, 'movement' | 'credited' | 'reversed' | 'reversedAt' | 'reversedBy' | 'losses' | 'leftAt'>

/**
 * What is lost and what is given back are mostly two words for one change of mind, so that the larger of both is reversed, not their
 * sum. Half of a charge given back reverses half of the credit, whether it was a month or a year that was paid.
 */
function fateOf(layer: Layer, refunds: readonly Refund[], windowMs: number): Fate {
  const { movement } = layer
  const early = layer.losses.filter((one) => one.amount > 0 && one.at - movement.at <= windowMs)
  const paidBack = refunds.filter((one) => one.at - movement.at <= windowMs)
  const lost = Math.min(
    movement.amount,
    early.reduce((sum, one) => sum + one.amount, 0),
  )
  const reversed = Math.max(lost, Math.round(movement.amount * shareOf(paidBack)))
  const first = inTime([...early, ...paidBack].map((one) => ({ at: one.at, id: one.event })))[0]
  return {
    movement,
    credited: movement.amount,
    reversed,
    ...(first ? { reversedAt: first.at, reversedBy: first.id } : {}),
    losses: layer.losses,
    leftAt: leftOf({ movement, reversed, losses: layer.losses }),
  }
}

/** Tells what is still there of growth at a time. */
export function leftOf({ movement, reversed, losses }: Pick<Credit, 'movement' | 'reversed' | 'losses'>): Credit['leftAt'] {
  return (at) => Math.min(leftAt({ movement, losses }, at), movement.amount - reversed)
}

/** The share of a purchase that was given back, at most all of it: of each charge the most that was told. */
function shareOf(refunds: readonly Refund[]): number {
  const byCharge = Map.groupBy(refunds, (one) => one.charge).values()
  return Math.min(
    1,
    [...byCharge].reduce((sum, list) => sum + Math.max(...list.map((one) => one.share)), 0),
  )
}
