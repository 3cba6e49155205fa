import type { SurveyReport } from '@espalier/core/schema'
import { netPromoter } from '../../statistics/net-promoter.ts'
import { wilson } from '../../statistics/wilson.ts'
import type { Answer } from './answers.ts'
import { type Disclosed, FEWEST } from './disclosure.ts'

export type Nps = SurveyReport['nps']
export type Csat = SurveyReport['csat']

/** What people who answered 4 or 5 are. */
const SATISFIED = 4

/** How many gave which score, from `least` on. */
export function countScores(answers: readonly Answer[], least: number, most: number): number[] {
  const counts = Array.from({ length: most - least + 1 }, () => 0)
  for (const { score } of answers) counts[score - least] = (counts[score - least] ?? 0) + 1
  return counts
}

/** The NPS of some people; nothing of fewer than five. */
export function npsOf(answers: readonly Answer[]): Nps {
  if (answers.length < FEWEST) return { n: null, nps: null, margin: null, reason: 'too-few-answers' }
  return netPromoter(countScores(answers, 0, 10))
}

/** The share of people who are satisfied, with its 95 % interval by Wilson, and the mean; nothing of fewer than five. */
export function csatOf(answers: readonly Answer[]): Csat {
  const n = answers.length
  if (n < FEWEST) return { n: null, share: null, low: null, high: null, mean: null, reason: 'too-few-answers' }
  const successes = answers.filter(({ score }) => score >= SATISFIED).length
  const mean = answers.reduce((sum, { score }) => sum + score, 0) / n
  return { n, share: successes / n, ...wilson({ successes, n }), mean }
}

/** Promoters gave 9 or 10, detractors 0 to 6. */
export function opinionOf({ score }: Answer): 'promoter' | 'passive' | 'detractor' {
  return score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor'
}

export const isSatisfied = ({ score }: Answer): string => String(score >= SATISFIED)

/** The figures of groups beside each other; nobody is in any where nobody answered. */
export function grouped<F>(
  { rows, rest, refused }: Disclosed<Answer>,
  figuresOf: (answers: readonly Answer[]) => F,
): { rows: { value: string; figures: F }[]; rest: F | null; reason?: string } {
  return {
    rows: rows.map(({ value, members }) => ({ value, figures: figuresOf(members) })),
    rest: rest.length > 0 ? figuresOf(rest) : null,
    ...(refused && { reason: 'too-few-answers' }),
  }
}
