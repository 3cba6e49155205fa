/** @jsxImportSource #render */
import type { NpsContent } from '@espalier/core/schema'
import { Close } from '../parts/close.tsx'
import type { Child } from '../render/shape.ts'
import type { Progress, Showing } from '../showing.ts'
import * as stage from '../stage.ts'
import type { Scene } from '../view.ts'
import { Scale } from './scale.tsx'
import { words as book } from './words.ts'

interface Props {
  scene: Scene
  showing: Showing
  content: NpsContent
}

/** One question, then why, then thanks. A score counts once given, however the person leaves afterwards. */
export function Survey({ scene, showing, content }: Props): Child {
  const { locale, say, element } = scene
  const words = book[locale]
  const { progress } = showing
  const { score, thanked, announced } = progress
  const move = (step: Progress): void => {
    Object.assign(progress, step)
    stage.changed()
  }
  const find = <E extends HTMLElement>(selector: string): E | null | undefined => element.shadowRoot?.querySelector<E>(selector)
  const answer = (): void => {
    if (progress.score !== undefined) showing.answer(element, progress.score, find<HTMLTextAreaElement>('textarea')?.value.trim() ?? '')
  }
  const arrive = (section: HTMLElement): (() => void) => {
    raise(section)
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
    <section class="corner surface rise" part="root" popover="manual" aria-labelledby="title" data-seen ref={arrive}>
      <h2 id="title" part="title">
        {title}
      </h2>
      <p class="unseen" role="status">
        {announced && title}
      </p>
      {!thanked && (
        <>
          <Scale
            score={score}
            low={content.low ? say(content.low) : words.low}
            high={content.high ? say(content.high) : words.high}
            pick={pick}
          />
          {score !== undefined && (
            <div class="why">
              <label for="why">
                {followUp(score, content, scene)} <span class="note">({words.optional})</span>
              </label>
              <textarea id="why" maxlength="2000" />
            </div>
          )}
          <div class="actions">
            {score !== undefined && (
              <button type="button" class="primary" part="action" onclick={thank}>
                {words.send}
              </button>
            )}
            <button
              type="button"
              class="quiet"
              part="decline"
              onclick={score === undefined ? () => showing.dismiss(element, 'not-now') : skip}
            >
              {score === undefined ? words.later : words.skip}
            </button>
          </div>
        </>
      )}
      <Close locale={locale} onclick={close} />
    </section>
  )
}

/** Into the top layer, where no `z-index`, transform or overflow of the page reaches. */
export function raise(section: HTMLElement | null): void {
  section?.showPopover?.()
}

function followUp(score: number, { followUp }: NpsContent, { locale, say }: Scene): string {
  const group = score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor'
  return followUp ? say(followUp[group]) : book[locale][group]
}
