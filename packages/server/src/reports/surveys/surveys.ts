import type { SurveyQuery, SurveyReport } from '@espalier/core/schema'
import { periodOf } from '../../decisions/period.ts'
import type { Store } from '../../store/store.ts'
import { monthsBefore, monthsBetween } from '../revenue/months.ts'
import { lastOfEach, recommendations, satisfactions, TREND_MONTHS, WINDOW_DAYS, windowStart, type Answer } from './answers.ts'
import { countScores, csatOf, grouped, isSatisfied, npsOf, opinionOf } from './figures.ts'
import { ofQuestion, openSplits, type Splits } from './splits.ts'

/** Comments that a screen has; a file has all of them. */
const COMMENTS = 100

/** What people answered in the 90 days until the end of a month, and in the months before. `now` is epoch milliseconds; `most` comments. */
export async function surveyReport(store: Store, query: SurveyQuery, now: number, most = COMMENTS): Promise<SurveyReport> {
  const { zone, satisfactionEvent } = await store.workspace.settings()
  const present = periodOf(now, 'month', zone)
  const month = query.month === undefined || query.month > present ? present : query.month
  const spans = monthsBetween(monthsBefore(month, TREND_MONTHS), month, zone)
  const endOf = ({ to }: { to: number }) => Math.min(to, now + 1)
  const last = spans.at(-1) ?? { name: month, from: now, to: now + 1 }
  const [from, to] = [windowStart(endOf(spans[0] ?? last)), endOf(last)]
  const all = await recommendations(store, { from, to, now })
  const satisfied = query.campaign === undefined ? await satisfactions(store, satisfactionEvent, { from, to, now }) : []
  const current = lastOfEach(all, to)
  const splits = await openSplits(store, query.by, now)
  const asked = ofQuestion(splits, current, query.campaign)
  const content = query.campaign === undefined ? lastOfEach(satisfied, to) : []
  const nps = npsOf(asked)
  const csat = csatOf(content)
  const comments = query.campaign === undefined && query.by === undefined && nps.reason === undefined ? commentsOf(current, zone) : []
  const names = new Map((await store.campaigns.live()).map(({ id, definition }) => [id, definition.name]))
  return {
    zone,
    asOf: new Date(now).toISOString(),
    month,
    complete: last.to <= now,
    days: WINDOW_DAYS,
    campaigns: splits.of(current, undefined, opinionOf).rows.map(({ value }) => ({
      id: value,
      name: names.get(value) ?? value,
    })),
    campaign: query.campaign ?? null,
    nps,
    scores: nps.reason === undefined ? countScores(asked, 0, 10) : null,
    csat,
    satisfaction: csat.reason === undefined ? countScores(content, 1, 5) : null,
    trend: spans.map((span) => ({
      month: span.name,
      complete: span.to <= now,
      nps: npsOf(ofQuestion(splits, lastOfEach(all, endOf(span)), query.campaign)),
      csat: csatOf(lastOfEach(satisfied, endOf(span))),
    })),
    segments: query.by === undefined ? null : segmented(splits, query.by, current, content),
    comments: comments.slice(0, most),
    commentsInAll: comments.length,
  }
}

function segmented(splits: Splits, by: string, nps: readonly Answer[], csat: readonly Answer[]): SurveyReport['segments'] {
  return { by, nps: grouped(splits.of(nps, by, opinionOf), npsOf), csat: grouped(splits.of(csat, by, isSatisfied), csatOf) }
}

function commentsOf(answers: readonly Answer[], zone: string): SurveyReport['comments'] {
  return answers
    .filter(({ comment }) => comment !== undefined)
    .toSorted((one, other) => other.at - one.at)
    .map((one) => ({ month: periodOf(one.at, 'month', zone), group: opinionOf(one), text: one.comment ?? '' }))
}
