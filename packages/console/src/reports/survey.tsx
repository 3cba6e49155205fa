import { count, decimal, month as writeMonth, percent } from '../format.ts'
import { reportWords } from '../text/reports.ts'
import { surveyWords } from '../text/surveys.ts'
import { groupOf, ScoreColumns } from '../surveys/score-columns.tsx'
import { words } from '../text/text.ts'
import { Term } from './term.tsx'
import type { CampaignReport } from './wire.ts'

type Answers = NonNullable<CampaignReport['survey']>

/** The NPS with its sample and margin, and how many people gave which score. */
export function Survey({ survey }: { survey: Answers }) {
  const w = words(reportWords)
  return (
    <section class="panel" aria-labelledby="survey-title">
      <h2 id="survey-title">{w.survey}</h2>
      {survey.n === 0 ? (
        <p class="note">{w.noAnswers}</p>
      ) : survey.scores === null ? (
        <p class="note">{words(surveyWords).tooFew}</p>
      ) : (
        <Scores {...survey} scores={survey.scores} />
      )}
      {survey.responseRate !== null && (
        <p class="note">
          <Term of="survey.responseRate">{w.responseRate}</Term> {percent(survey.responseRate)}
        </p>
      )}
    </section>
  )
}

function Scores({ nps, margin, scores, month }: Answers & { scores: readonly number[] }) {
  const w = words(reportWords)
  const n = sum(scores)
  const groups = [
    { key: 'detractor', label: w.detractors, people: sum(scores.slice(0, 7)) },
    { key: 'passive', label: w.passives, people: sum(scores.slice(7, 9)) },
    { key: 'promoter', label: w.promoters, people: sum(scores.slice(9)) },
  ]
  return (
    <div class="survey">
      <div>
        <p class="figure big">
          <Term of="survey.nps">{decimal(nps, 0)}</Term>
        </p>
        <p class="note">
          <Term of="survey.margin">{w.margin}</Term> ± {decimal(margin, 0)}
        </p>
        <p class="note">
          <Term of="survey.n">{w.answers}</Term> {count(n)}
        </p>
        {month !== null && (
          <p class="note">
            <Term of="survey.month">{w.until}</Term> {writeMonth(month)}
          </p>
        )}
        <ul class="groups">
          {groups.map((one) => (
            <li key={one.key} class={one.key}>
              <span>{one.label}</span>
              <span class="figure">{percent(one.people / n, 0)}</span>
            </li>
          ))}
        </ul>
      </div>
      <ScoreColumns scores={scores} least={0} toneOf={groupOf} title={<Term of="survey.scores">{w.scores}</Term>} />
    </div>
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
