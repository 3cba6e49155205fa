import { useLocation } from 'preact-iso'
import { eventNames } from '../campaigns/rule-fields.ts'
import { moment } from '../format.ts'
import { readCatalog } from '../settings/wire.ts'
import { funnelWords } from '../text/funnel.ts'
import { featureWords } from '../text/features.ts'
import { words } from '../text/text.ts'
import { Empty } from '../ui/empty.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { FunnelForm } from './funnel-form.tsx'
import { Steps } from './steps.tsx'
import { FEWEST, funnelHref, isWhole, questionOf } from './question.ts'
import { readFunnel } from './wire.ts'
import '../style/report.css'
import './funnel.css'

/** How far accounts or people come from one event to the next. The address holds the question, so an answer can be passed on. */
export function FunnelPage() {
  const w = words(funnelWords)
  const nameOf = (field: string) => {
    const place = /^steps\[(\d+)\]/.exec(field)?.[1]
    return place === undefined ? undefined : w.step(Number(place) + 1)
  }
  const { query, route } = useLocation()
  const question = questionOf(query)
  const asked = isWhole(question)
  const key = funnelHref(question)
  const catalog = useResource('catalog', readCatalog)
  const answer = useResource(`funnel/${key}`, () => (asked ? readFunnel(question) : Promise.resolve(undefined)))
  return (
    <Page title={w.title} above={<a href="/console/features">← {words(featureWords).title}</a>}>
      <div class="stack-24">
        <p class="note">{w.intro}</p>
        <Loaded from={catalog}>
          {(known) => {
            const events = eventNames(known)
            const suggested = Array.from({ length: FEWEST }, (_, index) => ({ event: events[index] ?? '' }))
            return (
              <FunnelForm
                key={key}
                initial={question.steps.length > 0 ? question : { ...question, steps: suggested }}
                events={events}
                onAsk={(next) => (funnelHref(next) === key ? answer.reload() : route(funnelHref(next)))}
              />
            )
          }}
        </Loaded>
        {asked ? (
          <Loaded from={answer} nameOf={nameOf}>
            {(report) =>
              report && (
                <>
                  <Steps report={report} question={question} />
                  <p class="note">{w.asOf(moment(report.asOf))}</p>
                </>
              )
            }
          </Loaded>
        ) : (
          <Empty title={w.startTitle}>{w.startText}</Empty>
        )}
      </div>
    </Page>
  )
}
