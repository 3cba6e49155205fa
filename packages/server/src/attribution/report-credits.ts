import type { CampaignReport } from '@espalier/core/schema'
import { toMajor } from '../billing/money.ts'
import type { Movement } from '../store/billing.ts'
import type { Credit } from './credit.ts'
import { isCreditable } from './fits.ts'
import { keptOf } from './kept.ts'
import { layersOf } from './layers.ts'

/** What a campaign is credited with, in one currency. */
export function reportCredits(
  { credits, windowDays }: { credits: readonly Credit[]; windowDays: number },
  campaign: string,
  currency: string,
  now: number,
): CampaignReport['credits'] {
  const own = credits.filter((one) => one.campaign === campaign && !one.heldOut)
  const inCurrency = own.filter(({ movement }) => movement.currency === currency)
  const against = credits.filter((one) => one.campaign === campaign && one.heldOut && one.movement.currency === currency)
  const major = (minor: number) => toMajor(minor, currency)
  const { credited, reversed, standing, after } = keptOf(inCurrency, now)
  return {
    windowDays,
    accounts: accountsIn(inCurrency),
    movements: inCurrency.length,
    credited: major(credited),
    reversed: major(reversed),
    standing: major(standing),
    byCause: byCause(inCurrency).map((one) => ({ ...one, credited: major(one.credited), reversed: major(one.reversed) })),
    kept: after.map((one) => ({ ...one, matured: major(one.matured), kept: major(one.kept), maturing: major(one.maturing) })),
    heldOut: { accounts: accountsIn(against), amount: major(against.reduce((sum, one) => sum + one.credited, 0)) },
    elsewhere: own.length - inCurrency.length,
  }
}

/** When accounts last bought something of which they still pay some, by account. */
export function standingSince(movements: readonly Movement[]): Map<string, number> {
  const groups = Map.groupBy(movements, (one) => JSON.stringify([one.account, one.currency])).values()
  const since = new Map<string, number>()
  for (const { left, movement } of [...groups].flatMap((group) => layersOf(group, isCreditable))) {
    if (left <= 0 || !isCreditable(movement)) continue
    since.set(movement.account, Math.max(movement.at, since.get(movement.account) ?? movement.at))
  }
  return since
}

function accountsIn(credits: readonly Credit[]): number {
  return new Set(credits.map(({ movement }) => movement.account)).size
}

/** Largest first. */
function byCause(credits: readonly Credit[]): CampaignReport['credits']['byCause'] {
  const groups = Map.groupBy(credits, ({ movement }) => JSON.stringify([movement.kind, movement.cause]))
  return [...groups.values()]
    .flatMap((list) => {
      const [first] = list
      if (!first) return []
      const { kind, cause } = first.movement
      const sum = (of: (one: Credit) => number) => list.reduce((total, one) => total + of(one), 0)
      return [{ kind, cause, movements: list.length, credited: sum((one) => one.credited), reversed: sum((one) => one.reversed) }]
    })
    .toSorted((one, other) => other.credited - one.credited || (one.cause < other.cause ? -1 : 1))
}
