import type { HomeList } from '@espalier/core/schema'
import type { Credit } from '../../attribution/credit.ts'
import { DAY_MS } from '../../attribution/credit.ts'
import type { Month } from '../revenue/months.ts'
import type { CountedAccount } from './counted-account.ts'
import { creditedIn, KEPT_AFTER, YEAR } from './figures.ts'
import { comparedBy } from './incremental.ts'
import type { Brought } from './past.ts'
import { CROSS_SELL, eachExposed, UPSELL } from './proposals.ts'

/** Figures that follow from what campaigns brought. */
type BroughtFigure = Exclude<HomeList, 'signals' | 'leaveAlone' | 'engagement' | 'onboarding'>

/** What figures follow from. `ids` names accounts by their number; `now` is epoch milliseconds. */
interface Sources extends Brought {
  ids: readonly string[]
  span: Month
  now: number
}

/** The accounts behind a figure, each once, by the very rule that counts it. */
export function behindFigure(figure: BroughtFigure, sources: Sources): CountedAccount[] {
  const { proposals, ids, span, now } = sources
  const found = new Map<string, { reasons: Set<string>; campaigns: Set<string> }>()
  const take = (id: string, campaign: string, ...reasons: string[]) => {
    const one = found.get(id) ?? { reasons: new Set(), campaigns: new Set() }
    found.set(id, one)
    one.campaigns.add(campaign)
    for (const reason of reasons) one.reasons.add(reason)
  }
  const motions = figure.startsWith('crossSell') ? CROSS_SELL : UPSELL
  const end = Math.min(span.to, now)
  if (figure === 'keptExpansion') return keptBehind(sources.unrated ? [] : sources.credits, end)
  if (figure === 'incrementalUpsell') {
    for (const { campaign, accounts, treated, won } of comparedBy(proposals, motions, { from: end - YEAR, to: end, now: end })) {
      for (const [place, number] of accounts.entries()) {
        take(ids[number] ?? '', campaign, treated[place] ? 'treated' : 'held-out', ...(won[place] ? ['bought'] : []))
      }
    }
  } else if (figure === 'upsellPerExposed' || figure === 'crossSellPerExposed') {
    eachExposed(proposals, motions, span, (campaign, number, hasWon) =>
      take(ids[number] ?? '', campaign, 'saw-offer', ...(hasWon ? ['bought'] : [])),
    )
  } else {
    for (const { campaign, movement } of creditedIn(sources, motions, span)) take(movement.account, campaign, 'bought')
  }
  return [...found].map(([id, one]) => ({ id, ...one, rank: one.reasons.has('bought') ? 0 : 1 }))
}

/** Accounts with growth that was credited long enough ago, and what became of it. */
function keptBehind(credits: readonly Credit[], at: number): CountedAccount[] {
  const after = KEPT_AFTER * DAY_MS
  const ripe = credits.filter(({ movement }) => movement.at + after <= at)
  return [...Map.groupBy(ripe, ({ movement }) => movement.account)].map(([id, own]) => {
    const credited = own.reduce((sum, one) => sum + one.credited, 0)
    const left = own.reduce((sum, one) => sum + one.leftAt(one.movement.at + after), 0)
    const [reason, rank] =
      left <= 0 ? (['given-up', 0] as const) : left < credited ? (['kept-in-part', 1] as const) : (['kept', 2] as const)
    return { id, reasons: new Set([reason]), campaigns: new Set(own.map(({ campaign }) => campaign)), rank }
  })
}
