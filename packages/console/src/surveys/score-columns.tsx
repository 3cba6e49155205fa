import type { ComponentChildren } from 'preact'
import { count } from '../format.ts'
import { surveyWords } from '../text/surveys.ts'
import { words } from '../text/text.ts'

/** Whose a score from 0 to 10 is. */
export function groupOf(score: number): 'promoter' | 'passive' | 'detractor' {
  return score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor'
}

/** How many people gave which score, from `least` on. `toneOf` says whose score it is; `title` may stand for the usual one. */
export function ScoreColumns(props: {
  scores: readonly number[]
  least: number
  toneOf: (score: number) => string
  title?: ComponentChildren
}) {
  const { scores, least, toneOf, title } = props
  const w = words(surveyWords)
  const most = Math.max(1, ...scores)
  return (
    <div>
      <p class="note">{title ?? w.scores}</p>
      <ol class="scores" style={{ gridTemplateColumns: `repeat(${scores.length}, minmax(0, 1fr))` }}>
        {scores.map((people, index) => (
          <li key={index} class={toneOf(index + least)}>
            <span class="figure">{count(people)}</span>
            <span class="column" aria-hidden="true">
              <span style={{ height: `${(people / most) * 100}%` }} />
            </span>
            <span class="score figure">
              <span class="unseen">{w.score} </span>
              {index + least}
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
