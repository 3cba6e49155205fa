import type { HomeQuery, Settings } from '@espalier/core/schema'
import type { Store } from '../../store/store.ts'
import type { Month } from '../revenue/months.ts'
import { lastOfEach, recommendations, satisfactions, windowStart, type Answer } from '../surveys/answers.ts'
import { csatOf, isSatisfied, npsOf, opinionOf, type Csat, type Nps } from '../surveys/figures.ts'
import { openSplits } from '../surveys/splits.ts'

/** What people said by the end of each month; `asked` is false where the workspace has no such question. */
export interface Voices {
  of(span: Month): { nps: Nps; csat: Csat }
  asked: { nps: boolean; csat: boolean }
}

/** Reads answers once for all months. Of a segment nothing is told that the surveys would not tell. */
export async function loadVoices(
  store: Store,
  settings: Settings,
  { by, value }: Pick<HomeQuery, 'by' | 'value'>,
  spans: readonly Month[],
  now: number,
): Promise<Voices> {
  const end = (span: Month) => Math.min(span.to, now + 1)
  const [from, to] = [windowStart(end(spans[0] ?? { name: '', from: now, to: now })), spans.at(-1)?.to ?? now]
  const recommended = await recommendations(store, { from, to, now })
  const satisfied = await satisfactions(store, settings.satisfactionEvent, { from, to, now })
  const splits = by !== undefined && value !== undefined ? await openSplits(store, by, now) : undefined
  const pick = (answers: readonly Answer[], opinion: (one: Answer) => string): readonly Answer[] => {
    if (!splits) return answers
    return splits.of(answers, by, opinion).rows.find((row) => row.value === value)?.members ?? []
  }
  return {
    of: (span) => ({
      nps: npsOf(pick(lastOfEach(recommended, end(span)), opinionOf)),
      csat: csatOf(pick(lastOfEach(satisfied, end(span)), isSatisfied)),
    }),
    asked: { nps: recommended.some(({ at }) => at >= from && at < to), csat: settings.satisfactionEvent !== undefined },
  }
}
