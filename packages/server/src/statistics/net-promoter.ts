import { Z95 } from './wilson.ts'

/** The Net Promoter Score of a set of answers, in points from -100 to 100. */
export interface NetPromoter {
  n: number
  /** Share of 9 and 10 minus share of 0 to 6, times 100; null without answers. */
  nps: number | null
  /** Half the width of the 95 % interval, in points; null without answers. */
  margin: number | null
}

/**
 * @param scores how many gave each score, 0 to 10
 *
 * The margin adds 3/4 of an answer to promoters and to detractors and 3/2 to passives, so that few answers that agree do not look
 * certain. Source: B. Rocks, "Interval estimation for the Net Promoter Score", The American Statistician 70 (2016) 365-372.
 */
export function netPromoter(scores: readonly number[]): NetPromoter {
  const between = (from: number, to: number) => scores.slice(from, to + 1).reduce((sum, count) => sum + count, 0)
  const [detractors, passives, promoters] = [between(0, 6), between(7, 8), between(9, 10)]
  const n = detractors + passives + promoters
  if (n === 0) return { n, nps: null, margin: null }
  const adjusted = n + 3
  const [high, low] = [(promoters + 0.75) / adjusted, (detractors + 0.75) / adjusted]
  const variance = high + low - (high - low) ** 2
  return { n, nps: (100 * (promoters - detractors)) / n, margin: 100 * Z95 * Math.sqrt(variance / adjusted) }
}
