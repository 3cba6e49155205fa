import { HELD_OUT, type Motion } from '@espalier/core'
import type { HomeFigure } from '@espalier/core/schema'
import { influenceOf, pooledDifference, type Stratum } from '../../statistics/pooled-difference.ts'
import { enoughOf, type Progress } from '../enough.ts'
import type { Proposals } from './proposals.ts'

const DAY_MS = 86_400_000

/** Times in epoch milliseconds. */
interface Period {
  from: number
  to: number
  now: number
}

/** Accounts of one campaign whose window is over, one after another. */
interface Compared {
  campaign: string
  accounts: number[]
  treated: boolean[]
  won: boolean[]
}

/**
 * What offers of these motions caused in accounts that met them from a time to before another: the share that bought, less the share that
 * bought in the hold-out. Accounts count as assigned, once their window is over; nothing is said before both arms have enough accounts,
 * each counted once however many campaigns it met.
 */
export function incremental(
  proposals: readonly Proposals[],
  motions: readonly Motion[],
  period: Period,
): { estimate: number; low: number; high: number } | { reason: string; missing?: NonNullable<HomeFigure['missing']> } {
  const size = proposals[0]?.members.length ?? 0
  const compared = comparedBy(proposals, motions, period)
  const { enough, missing } = enoughOf(progressOf(compared, true, size), progressOf(compared, false, size), undefined, period.now)
  return enough ? pooledDifference(compared.map(stratumOf)) : { reason: 'not-enough-data', missing }
}

/** The accounts that are compared, campaign by campaign; a campaign that has but one arm compares nothing. */
export function comparedBy(proposals: readonly Proposals[], motions: readonly Motion[], period: Period): Compared[] {
  return proposals
    .filter(({ motion }) => motions.includes(motion))
    .map((one) => comparedIn(one, period))
    .filter(({ treated }) => treated.includes(true) && treated.includes(false))
}

function comparedIn({ campaign, met, members, windowDays }: Proposals, { from, to, now }: Period): Compared {
  const heldOut = met.armNames.indexOf(HELD_OUT)
  const found: Compared = { campaign, accounts: [], treated: [], won: [] }
  for (let row = 0; row < met.size; row++) {
    const at = met.times.at[row] ?? Number.NaN
    const account = met.accounts[row] ?? 0
    if (!(at >= from && at < to && at + windowDays * DAY_MS <= now) || members[account] !== 1) continue
    found.accounts.push(account)
    found.treated.push(met.arms[row] !== heldOut)
    found.won.push(!Number.isNaN(met.times.wonAt[row]))
  }
  return found
}

/** How many different accounts were in an arm of any campaign, and how many of them bought. */
function progressOf(compared: readonly Compared[], isTreated: boolean, size: number): Progress {
  const seen = new Uint8Array(size)
  const bought = new Uint8Array(size)
  for (const { accounts, treated, won } of compared) {
    for (const [place, account] of accounts.entries()) {
      if (treated[place] !== isTreated) continue
      seen[account] = 1
      if (won[place]) bought[account] = 1
    }
  }
  const count = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0)
  return { accounts: count(seen), conversions: count(bought) }
}

function stratumOf({ accounts, treated, won }: Compared): Stratum {
  const arm = (isTreated: boolean) => ({
    n: treated.filter((one) => one === isTreated).length,
    successes: won.filter((one, place) => one && treated[place] === isTreated).length,
  })
  const [offered, control] = [arm(true), arm(false)]
  const influence = treated.map((isTreated, place) => influenceOf(won[place] === true, isTreated ? offered : control, isTreated))
  return { treated: offered, control, units: accounts, influence }
}
