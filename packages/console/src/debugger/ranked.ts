import type { Verdict } from '@espalier/core'
import type { ExplainedDecision } from './wire.ts'

const RANK: Verdict[] = ['shown', 'held-out', 'queued', 'unknown', 'blocked']

/** What comes first: the campaign that was asked about, what appears, then what is nearest to it. */
export function ranked(decisions: readonly ExplainedDecision[], asked: string): ExplainedDecision[] {
  return decisions.toSorted(
    (left, right) =>
      Number(right.campaign === asked) - Number(left.campaign === asked) ||
      RANK.indexOf(left.verdict) - RANK.indexOf(right.verdict) ||
      left.reasons.length - right.reasons.length,
  )
}
