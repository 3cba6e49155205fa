/** @jsxImportSource #render */
import type { NpsContent } from '@espalier/core/schema'
import { Close } from '../parts/close.tsx'
import type { Child } from '../render/shape.ts'
import type { Showing } from '../showing.ts'
import { stage } from '../stage.ts'
import type { Scene } from '../view.ts'
import { Scale } from './scale.tsx'

interface Progress {
  score?: number
  thanked?: boolean
  /** A live region speaks only when it changes after it was put on the page. */
  announced?: boolean
}

const progresses = new WeakMap<Showing, Progress>()

/** How far the person has come. */
function progressOf(showing: Showing): Progress {
  const progress = progresses.get(showing) ?? {}
  progresses.set(showing, progress)
  return progress
}

interface Props {
  scene: Scene
  showing: Showing
  content: NpsContent
}

/** One question, then why, then thanks. A score counts once given, however the person leaves afterwards. */
export function Survey({ scene, showing, content }: Props): Child {
  const { words, say, element } = scene
  const progress = progressOf(showing)
  const { score, thanked, announced } = progress
  const move = (step: Progress): void => {
    Object.assign(progress, step)
    stage.changed()
  }
  const find = <E extends HTMLElement>(selector: string): E | null | undefined => element.shadowRoot?.querySelector<E>(selector)
  const answer = (): void => {
    if (progress.score !== undefined) showing.answer(element, progress.score, find<HTMLTextAreaElement>('textarea')?.value.trim() ?? '')
  }
  const arrive = (): (() => void) => {
    // Before the client's own listeners, which send what is queued by then.
    addEventListener('pagehide', answer, true)
    const announcing = requestAnimationFrame(() => move({ announced: true }))
    return () => {
      removeEventListener('pagehide', answer, true)
      cancelAnimationFrame(announcing)
    }
  }
  const thank = (): void => {
    answer()
    // The pressed button is about to go, so focus moves to what stays.
    find('.close')?.focus()
    move({ thanked: true })
  }
  const skip = (): void => {
    const comment = find<HTMLTextAreaElement>('textarea')
    if (comment) comment.value = ''
    thank()
  }
  const pick = (to: number): void => {
    showing.engage(element)
    move({ score: to })
  }
  const close = (): void => {
    answer()
    showing.dismiss(element, 'closed')
  }
  const title = thanked ? (content.thanks ? say(content.thanks) : words.thanks) : say(content.question)
  return (
    <section class="corner surface rise" part="root" aria-labelledby="title" data-seen ref={arrive}>
      <h2 id="title" part="title">
        {title}
      </h2>
      <p class="unseen" role="status">
        {announced && title}
      </p>
      {!thanked && (
        <Scale
          score={score}
          low={content.low ? say(content.low) : words.low}
          high={content.high ? say(content.high) : words.high}
          pick={pick}
        />
      )}
      {!thanked && score !== undefined && (
        <div class="why">
          <label for="why">
            {followUp(score, content, scene)} <span class="note">({words.optional})</span>
          </label>
          <textarea id="why" maxlength="2000" />
        </div>
      )}
      {!thanked && score === undefined && (
        <div class="actions">
          <button type="button" class="quiet" part="decline" onclick={() => showing.dismiss(element, 'not-now')}>
            {words.later}
          </button>
        </div>
      )}
      {!thanked && score !== undefined && (
        <div class="actions">
          <button type="button" class="primary" part="action" onclick={thank}>
            {words.send}
          </button>
          <button type="button" class="quiet" part="decline" onclick={skip}>
            {words.skip}
          </button>
        </div>
      )}
      <Close label={words.close} onclick={close} />
    </section>
  )
}

function followUp(score: number, { followUp }: NpsContent, { words, say }: Scene): string {
  const group = score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor'
  return followUp ? say(followUp[group]) : words[group]
}
