import type { Motion } from '@espalier/core'
import { pooledDifference } from '../../statistics/pooled-difference.ts'
import type { Outcome } from '../../store/exposures.ts'
import type { Store } from '../../store/store.ts'
import { enoughOf } from '../enough.ts'
import type { Month } from '../revenue/months.ts'

/** Motions that ask for more of the same, and for something else beside it. */
export const UPSELL: readonly Motion[] = ['upsell', 'seats']
export const CROSS_SELL: readonly Motion[] = ['cross-sell', 'add-on']

/** What came of a campaign's offers, account by account. */
export interface Proposals {
  campaign: string
  motion: Motion
  windowDays: number
  outcomes: Outcome[]
}

/** Reads what came of all offers that sell, in the accounts for which `isMember` says so. */
export async function loadProposals(store: Store, isMember: (account: string) => boolean): Promise<Proposals[]> {
  const selling = (await store.campaigns.live()).filter(({ definition: { motion } }) => [...UPSELL, ...CROSS_SELL].includes(motion))
  return Promise.all(
    selling.map(async ({ id, definition: { motion, goal } }) => ({
      campaign: id,
      motion,
      windowDays: goal.windowDays,
      outcomes: (await store.exposures.outcomes({ campaign: id, goal })).filter(({ account }) => isMember(account)),
    })),
  )
}

/** Accounts that an offer was shown to for the first time in a month, and how many of them bought within its window. Each counts once. */
export function perExposed(proposals: readonly Proposals[], motions: readonly Motion[], { from, to }: Month): [won: number, shown: number] {
  const shown = new Map<string, boolean>()
  for (const { motion, outcomes } of proposals) {
    if (!motions.includes(motion)) continue
    for (const { account, shownAt, wonAt, heldOut } of outcomes) {
      if (heldOut || shownAt === undefined || shownAt < from || shownAt >= to) continue
      shown.set(account, (shown.get(account) ?? false) || (wonAt !== undefined && wonAt >= shownAt))
    }
  }
  return [[...shown.values()].filter(Boolean).length, shown.size]
}

/**
 * What offers of these motions caused in accounts that met them in these months: the share that bought, less the share that bought in the
 * hold-out. Accounts count as assigned, once their window is over; nothing is said before both arms have enough.
 */
export function incremental(
  proposals: readonly Proposals[],
  motions: readonly Motion[],
  { from, to, now }: { from: number; to: number; now: number },
): { estimate: number; low: number; high: number } | { reason: string } {
  const strata = proposals
    .filter(({ motion }) => motions.includes(motion))
    .map(({ outcomes, windowDays }) => {
      const met = outcomes.filter(({ at }) => at >= from && at < to && at + windowDays * 86_400_000 <= now)
      const arm = (heldOut: boolean) => {
        const theirs = met.filter((one) => one.heldOut === heldOut)
        return { n: theirs.length, successes: theirs.filter(({ wonAt }) => wonAt !== undefined).length }
      }
      return { treated: arm(false), control: arm(true) }
    })
    .filter(({ treated, control }) => treated.n > 0 && control.n > 0)
  const progress = (of: 'treated' | 'control') => ({
    accounts: strata.reduce((sum, one) => sum + one[of].n, 0),
    conversions: strata.reduce((sum, one) => sum + one[of].successes, 0),
  })
  if (!enoughOf(progress('treated'), progress('control'), undefined, now).enough) return { reason: 'not-enough-data' }
  return pooledDifference(strata)
}
