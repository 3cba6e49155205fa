import type { CampaignReport } from '@espalier/core/schema'
import { periodOf } from '../../decisions/period.ts'
import type { Store } from '../../store/store.ts'
import { monthsBefore, monthsBetween } from '../revenue/months.ts'
import { lastOfEach, recommendations, TREND_MONTHS, windowStart } from './answers.ts'
import { countScores, npsOf } from './figures.ts'
import { ofQuestion, openSplits } from './splits.ts'

/** What a campaign's report says of its answers, beside how many of those who saw the question answered it. */
type Answers = Omit<NonNullable<CampaignReport['survey']>, 'responseRate'>

/**
 * What people answered to the question of a campaign, as the report of surveys tells it: in the 90 days until now, or, where nobody did,
 * until the end of the month of the last answer. `now` is epoch milliseconds.
 */
export async function answersToCampaign(store: Store, campaign: string, now: number): Promise<Answers> {
  const { zone } = await store.workspace.settings()
  const present = periodOf(now, 'month', zone)
  const spans = monthsBetween(monthsBefore(present, TREND_MONTHS), present, zone)
  const to = now + 1
  const from = windowStart(spans[0]?.to ?? to)
  const all = await recommendations(store, { from, to, now })
  const last = all.findLast((one) => one.campaign === campaign && one.at >= from && one.at < to)
  if (!last) return { n: 0, nps: null, margin: null, scores: countScores([], 0, 10), month: null }
  const month = last.at >= windowStart(to) ? undefined : spans.find((span) => last.at >= span.from && last.at < span.to)
  const answers = ofQuestion(await openSplits(store, undefined, now), lastOfEach(all, month?.to ?? to), campaign)
  const figures = npsOf(answers)
  return { ...figures, scores: figures.reason === undefined ? countScores(answers, 0, 10) : null, month: month?.name ?? null }
}
