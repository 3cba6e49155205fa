import { useLocation } from 'preact-iso'
import { readSettings } from '../settings/wire.ts'
import { debuggerWords } from '../text/debugger.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Ask } from './ask.tsx'
import { Answer } from './answer.tsx'
import { debuggerHref, questionOf } from './question.ts'
import { readExplanation } from './wire.ts'
import './debugger.css'

/** Why somebody saw something or was left in peace. The address holds the question, so an answer can be passed on. */
export function DebuggerPage() {
  const w = words(debuggerWords)
  const { query, route } = useLocation()
  const question = questionOf(query)
  const key = debuggerHref({ ...question, campaign: '' })
  const settings = useResource('settings', readSettings)
  const answer = useResource(`explain/${key}`, () => (question.user ? readExplanation(question) : Promise.resolve(undefined)))
  return (
    <Page title={w.title} wide>
      <div class="stack-16">
        <p class="note">{w.intro}</p>
        <Loaded from={settings}>
          {({ zone }) => (
            <>
              <Ask
                key={key}
                initial={question}
                zone={zone}
                onAsk={(next) => {
                  const href = debuggerHref(next)
                  // Asked again as it was: time went on, so the answer may be another one.
                  if (debuggerHref({ ...next, campaign: '' }) === key) answer.reload()
                  else route(href)
                }}
              />
              {question.user ? (
                <Loaded from={answer}>{(data) => data && <Answer answer={data} zone={zone} asked={question.campaign} />}</Loaded>
              ) : (
                <Empty title={w.startTitle} action={<Button href="/console/people">{w.toPeople}</Button>}>
                  {w.startText}
                </Empty>
              )}
            </>
          )}
        </Loaded>
      </div>
    </Page>
  )
}
