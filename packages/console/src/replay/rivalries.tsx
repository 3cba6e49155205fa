import { replayWords } from '../text/replay.ts'
import { words } from '../text/text.ts'
import { Definition } from '../ui/definition.tsx'
import { CountedList } from './counted-list.tsx'
import type { ReplayResult, Rivalry } from './wire.ts'

/** What the draft would have lost to the budget and to others, and what it would have taken from them. */
export function Rivalries({ result: { lostToBudget, lostToOthers, takenFromOthers } }: { result: ReplayResult }) {
  const w = words(replayWords)
  const budget = lostToBudget > 0 ? [{ key: ' budget', name: w.lostBudget, count: lostToBudget }] : []
  const lost = [...budget, ...lostToOthers.map(row)]
  return (
    <div class="halves">
      <section class="stack-16" aria-labelledby="lost-title">
        <h3 id="lost-title">
          <Definition text={w.terms.lost}>{w.lost}</Definition>
        </h3>
        {lost.length === 0 ? <p class="note">{w.lostNone}</p> : <CountedList rows={lost} />}
      </section>
      <section class="stack-16" aria-labelledby="taken-title">
        <h3 id="taken-title">
          <Definition text={w.takenText}>{w.taken}</Definition>
        </h3>
        {takenFromOthers.length === 0 ? <p class="note">{w.takenNone}</p> : <CountedList rows={takenFromOthers.map(row)} />}
      </section>
    </div>
  )
}

function row({ campaign, name, times }: Rivalry) {
  return { key: campaign, name: <a href={`/console/campaigns/${encodeURIComponent(campaign)}`}>{name}</a>, count: times }
}
