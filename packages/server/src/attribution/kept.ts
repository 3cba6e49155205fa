import { DAY_MS, type Credit } from './credit.ts'

/** Ages, in days, at which it is asked what of a credit is still there. */
export const KEPT_DAYS = [30, 60, 90] as const

/** What credits of one currency come to. Minor units a month. */
export interface KeptExpansion {
  credited: number
  reversed: number
  /** Credited less reversed. */
  standing: number
  after: {
    days: number
    /** Credits that are old enough, and how much of them is still there. */
    matured: number
    kept: number
    /** Credits that are not old enough: on neither side of the rate. */
    maturing: number
    /** `kept / matured`; null before the first is old enough. */
    rate: number | null
  }[]
}

/** What was credited, reversed, and still there after 30, 60 and 90 days. */
export function keptOf(credits: readonly Credit[], now: number): KeptExpansion {
  const sum = (all: readonly Credit[], of: (one: Credit) => number) => all.reduce((total, one) => total + of(one), 0)
  const credited = sum(credits, (one) => one.credited)
  const reversed = sum(credits, (one) => one.reversed)
  const after = KEPT_DAYS.map((days) => {
    const ripe = credits.filter(({ movement }) => movement.at + days * DAY_MS <= now)
    const matured = sum(ripe, (one) => one.credited)
    const kept = sum(ripe, (one) => one.leftAt(one.movement.at + days * DAY_MS))
    return { days, matured, kept, maturing: credited - matured, rate: matured > 0 ? kept / matured : null }
  })
  return { credited, reversed, standing: credited - reversed, after }
}
