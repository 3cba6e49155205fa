import { useLocation } from 'preact-iso'
import { count, decimal, moment, month as writeMonth, percent } from '../format.ts'
import { BySelect } from '../home/by-select.tsx'
import { useSegmentName } from '../home/segment-name.ts'
import { address } from '../address.ts'
import { locale } from '../locale.ts'
import { homeWords } from '../text/home.ts'
import { surveyWords } from '../text/surveys.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Definition } from '../ui/definition.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Comments } from './comments.tsx'
import { groupOf, ScoreColumns } from './score-columns.tsx'
import { CsatRows, NpsRows } from './voices.tsx'
import { readSurveys, type SurveyReport } from './wire.ts'
import '../charts/charts.css'
import '../style/report.css'
import './surveys.css'

/** What people answered: now, over time, by group, and in their own words. The address holds month, question and group. */
export function SurveysPage() {
  const w = words(surveyWords)
  const h = words(homeWords)
  const { query, route } = useLocation()
  const asked = { month: query['month'], campaign: query['campaign'], by: query['by'] }
  const report = useResource(address('surveys', asked), () => readSurveys(asked), { stay: true })
  const go = (next: object) => route(address('/console/surveys', { month: asked.month, ...next }))
  return (
    <Page
      title={w.title}
      beside={
        <Button small href={address('/v1/reports/surveys', { ...asked, format: 'csv', lang: locale.value })}>
          {h.download}
        </Button>
      }
    >
      <div class="stack-24">
        <p class="note">{w.intro}</p>
        <Loaded from={report}>
          {(data) => (
            <>
              <div class="filters">
                <Field label={w.question}>
                  {(field) => (
                    <select
                      {...field}
                      value={asked.campaign ?? ''}
                      onChange={({ currentTarget: { value } }) => go(value ? { campaign: value } : {})}
                    >
                      <option value="">{w.allQuestions}</option>
                      {data.campaigns.map(({ id, name }) => (
                        <option key={id} value={id}>
                          {name}
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
                <BySelect by={asked.by} choose={(by) => go(by ? { by } : {})} />
              </div>
              <Report report={data} />
            </>
          )}
        </Loaded>
      </div>
    </Page>
  )
}

function Report({ report }: { report: SurveyReport }) {
  const w = words(surveyWords)
  const h = words(homeWords)
  const named = useSegmentName(report.segments?.by)
  const { nps, csat, scores, satisfaction, trend, segments, comments, commentsInAll, asOf, zone } = report
  const nothing = nps.nps === null && csat.share === null && trend.every((one) => one.nps.nps === null && one.csat.share === null)
  if (nothing) {
    return (
      <Empty title={w.none} action={<Button href="/console/campaigns/new">{w.newQuestion}</Button>}>
        {w.noneText}
      </Empty>
    )
  }
  const months = trend.toReversed().filter((one) => one.nps.nps !== null || one.csat.share !== null)
  const by = segments ? (h.bys[segments.by] ?? segments.by) : ''
  const withRest = <F,>({ rows, rest }: { rows: { value: string; figures: F }[]; rest: F | null }) => [
    ...rows.map(({ value, figures }) => ({ name: named(value), figures })),
    ...(rest === null ? [] : [{ name: w.rest, figures: rest }]),
  ]
  return (
    <div class="stack-24">
      {nps.nps === null ? (
        <p class="note">
          {w.nps}: {w.tooFew}
        </p>
      ) : (
        <section class="panel survey" aria-label={w.nps}>
          <div>
            <h2>
              <Definition text={w.defined.nps}>{w.nps}</Definition>
            </h2>
            <p class="figure big">{decimal(nps.nps, 0)}</p>
            <p class="note">
              {w.plusMinus(decimal(nps.margin, 0))} · {w.answers(count(nps.n ?? 0))}
            </p>
          </div>
          {scores && <ScoreColumns scores={scores} least={0} toneOf={groupOf} />}
        </section>
      )}
      {csat.share !== null && (
        <section class="panel survey" aria-label={w.csat}>
          <div>
            <h2>
              <Definition text={w.defined.csat}>{w.csat}</Definition>
            </h2>
            <p class="figure big">{percent(csat.share, 0)}</p>
            <p class="note">
              {w.between(percent(csat.low, 0), percent(csat.high, 0))} · {w.answers(count(csat.n ?? 0))} · {w.mean(decimal(csat.mean, 1))}
            </p>
          </div>
          {satisfaction && <ScoreColumns scores={satisfaction} least={1} toneOf={(score) => (score >= 4 ? 'promoter' : 'passive')} />}
        </section>
      )}
      {segments && (
        <div class={csat.share === null ? 'stack-24' : 'halves'}>
          {segments.nps.reason ? <p class="note panel">{w.tooFew}</p> : <NpsRows title={w.groups(by)} rows={withRest(segments.nps)} />}
          {csat.share !== null && !segments.csat.reason && <CsatRows title={w.groupsCsat(by)} rows={withRest(segments.csat)} />}
        </div>
      )}
      <div class={csat.share === null ? 'stack-24' : 'halves'}>
        <NpsRows title={w.trend} rows={months.map((one) => ({ name: writeMonth(one.month), figures: one.nps }))} />
        {csat.share !== null && (
          <CsatRows title={w.trendCsat} rows={months.map((one) => ({ name: writeMonth(one.month), figures: one.csat }))} />
        )}
      </div>
      {!segments && report.campaign === null && <Comments comments={comments} commentsInAll={commentsInAll} />}
      <p class="note">{w.asOf(moment(asOf, zone), zone)}</p>
    </div>
  )
}
