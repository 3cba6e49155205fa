/** @jsxImportSource #render */
import type { NpsContent } from '@espalier/core/schema'
import { Close } from '../parts/close.tsx'
import * as stage from '../stage.ts'
import type { View } from '../view.ts'
import type { Answering } from './answer.tsx'
import { npsCss } from './nps.css.ts'

/** What only an answer needs. It is fetched once the question stands. */
let answering: Answering | undefined

/**
 * How likely people are to recommend the product, asked in a corner without taking focus. One question, then why, then thanks. A score
 * counts once given, however the person leaves afterwards.
 */
export const view: View = {
  css: npsCss,
  // Into the top layer, where no `z-index`, transform or overflow of the page reaches.
  raise: (root) => root.querySelector('section')?.showPopover?.(),
  draw(scene) {
    const { showing, locale, say, element } = scene
    if (!showing) return null
    const { progress } = showing
    const { score, farewell } = progress
    const content = showing.presentation.content[locale] as NpsContent
    const [low, high, later] =
      locale === 'ja' ? ['まったくない', 'とても高い', 'あとで'] : ['Not at all likely', 'Extremely likely', 'Later']
    const title = farewell ? farewell(scene, content) : say(content.question)

    // What was taken away by code reports nothing.
    const given = (): boolean => element.isConnected && progress.score != null
    const answer = (): void => {
      if (given()) showing.tell(element, { type: 'answered', score: progress.score as number, ...answering?.commentIn(element) })
    }
    const leave = (how: 'not-now' | 'closed') => (): void => {
      answer()
      showing.dismiss(element, how)
    }
    const close = leave('closed')
    const fetchAnswering = (): void =>
      void import('./answer.tsx')
        .then(
          (found) => {
            answering = found.answering
            view.css = npsCss + answering.css
          },
          // The score is what was asked for: where nothing more can be asked, it is taken, and the question goes.
          () => given() && close(),
        )
        .then(() => {
          progress.announced = true
          stage.changed()
        })
    const pick = (to: number): void => {
      showing.tell(element, { type: 'engaged' })
      progress.score = to
      stage.changed()
      if (!answering) fetchAnswering()
    }
    return (
      <section
        class="corner surface rise"
        part="root"
        popover="manual"
        aria-labelledby="title"
        ref={(section) => {
          section.showPopover?.()
          // Before the client's own listeners, which send what is queued by then.
          addEventListener('pagehide', answer, true)
          // Once it was painted: until then nothing may compete with it.
          requestAnimationFrame(() => setTimeout(fetchAnswering))
          return () => removeEventListener('pagehide', answer, true)
        }}
      >
        <h2 id="title" part="title">
          {title}
        </h2>
        <p class="unseen" role="status">
          {progress.announced && title}
        </p>
        {!farewell && [
          // Native radio buttons: the browser brings one tab stop and the arrow keys.
          <div
            class="scale"
            role="radiogroup"
            aria-labelledby="title"
            aria-describedby="ends"
            onkeydown={(event) => answering?.jump(event, pick)}
          >
            {[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((one) => (
              <label class="score">
                <input type="radio" name="score" value={one} checked={one === score} onchange={() => pick(one)} />
                {one}
              </label>
            ))}
          </div>,
          <div class="ends note" id="ends">
            <span>{say(content.low || low)}</span>
            <span>{say(content.high || high)}</span>
          </div>,
          score != null && answering ? (
            answering.draw(scene, showing, content, answer)
          ) : (
            <div class="actions">
              <button class="quiet" part="decline" onclick={leave('not-now')}>
                {later}
              </button>
            </div>
          ),
        ]}
        {Close(locale, close)}
      </section>
    )
  },
}
