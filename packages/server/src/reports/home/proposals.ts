import { HELD_OUT, type Motion } from '@espalier/core'
import { Met } from '../../results/met.ts'
import type { Results } from '../../results/results.ts'
import { latestOf } from '../../store/billing.ts'
import type { Store } from '../../store/store.ts'
import type { Month } from '../revenue/months.ts'

/** Motions that ask for more of the same, and for something else beside it. */
export const UPSELL: readonly Motion[] = ['upsell', 'seats']
export const CROSS_SELL: readonly Motion[] = ['cross-sell', 'add-on']

/** What came of a campaign's offers, account by account. */
export interface Proposals {
  campaign: string
  motion: Motion
  windowDays: number
  met: Met
  /** By number of account: 1 for those that count. */
  members: Uint8Array
}

/** Reads what came of all offers that sell, in the accounts for which `isMember` says so. */
export async function loadProposals(store: Store, results: Results, isMember: (account: string) => boolean): Promise<Proposals[]> {
  const selling = (await store.campaigns.live()).filter(({ definition: { motion } }) => [...UPSELL, ...CROSS_SELL].includes(motion))
  const members = Uint8Array.from(results.ids, (id) => (isMember(id) ? 1 : 0))
  return selling.map(({ id, definition: { motion, goal } }) => ({
    campaign: id,
    motion,
    windowDays: goal.windowDays,
    met: results.met.get(id) ?? new Met(),
    members,
  }))
}

const NOT = 0
const SHOWN = 1
const WON = 2

/** Accounts that an offer was shown to for the first time in a month, and how many of them bought within its window. Each counts once. */
export function perExposed(proposals: readonly Proposals[], motions: readonly Motion[], month: Month): [won: number, shown: number] {
  const accounts = new Uint8Array(proposals[0]?.members.length ?? 0)
  let shown = 0
  let won = 0
  eachExposed(proposals, motions, month, (_, account, hasWon) => {
    const known = accounts[account] ?? NOT
    const now = known === WON || hasWon ? WON : SHOWN
    if (known === NOT) shown += 1
    if (now === WON && known !== WON) won += 1
    accounts[account] = now
  })
  return [won, shown]
}

/** Tells `take` of each offer that an account was shown for the first time in a month, by number of the account, and whether it bought. */
export function eachExposed(
  proposals: readonly Proposals[],
  motions: readonly Motion[],
  { from, to }: Month,
  take: (campaign: string, account: number, hasWon: boolean) => void,
): void {
  for (const { campaign, motion, met, members } of proposals) {
    if (!motions.includes(motion)) continue
    const heldOut = met.armNames.indexOf(HELD_OUT)
    const { shownAt: allShown, wonAt: allWon } = met.times
    for (let row = 0; row < met.size; row++) {
      const shownAt = allShown[row] ?? Number.NaN
      const account = met.accounts[row] ?? 0
      // Times that never came are no numbers, and neither before nor after anything.
      if (!(shownAt >= from && shownAt < to) || met.arms[row] === heldOut || members[account] !== 1) continue
      take(campaign, account, latestOf(allWon[row] ?? Number.NaN) >= shownAt)
    }
  }
}
