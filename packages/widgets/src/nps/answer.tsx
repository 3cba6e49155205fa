/** @jsxImportSource #render */
import type { NpsContent } from '@espalier/core/schema'
import { pressed } from '../parts/pressed.css.ts'
import type { Child } from '../render/shape.ts'
import type { Showing, Speaker } from '../showing.ts'
import * as stage from '../stage.ts'
import type { Scene } from '../view.ts'
import { whyCss } from './why.css.ts'
import { words } from './words.ts'

const JUMPS: Record<string, number> = { Home: 0, End: 10 }

/** Home and End, which radio buttons do not bring along. */
function jump(event: KeyboardEvent & { currentTarget: HTMLElement }, pick: (score: number) => void): void {
  const to = JUMPS[event.key]
  if (to === undefined) return
  event.preventDefault()
  event.currentTarget.querySelector<HTMLInputElement>(`[value="${to}"]`)?.focus()
  pick(to)
}

const find = <E extends HTMLElement>(element: Element, selector: string): E | null | undefined =>
  element.shadowRoot?.querySelector<E>(selector)

/** What somebody has written so far, if anything. */
function commentIn(element: Element): { comment?: string } {
  const comment = find<HTMLTextAreaElement>(element, 'textarea')?.value.trim()
  return comment ? { comment } : {}
}

/** What follows a score: why, and the ways to go on. `answer` tells the score, with the comment when there is one. */
function draw({ locale, say, element }: Scene, { progress }: Showing, { followUp }: NpsContent, answer: () => void): Child {
  const book = words[locale]
  const { score = 0 } = progress
  const group = score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor'
  const send = (): void => {
    answer()
    // The pressed button is about to go, so focus moves to what stays.
    find(element, '.close')?.focus()
    progress.farewell = thanksOf
    stage.changed()
  }
  const skip = (): void => {
    const comment = find<HTMLTextAreaElement>(element, 'textarea')
    if (comment) comment.value = ''
    send()
  }
  return [
    <div class="why">
      <label for="why">
        {followUp ? say(followUp[group]) : book[group]} <span class="note">{book.optional}</span>
      </label>
      <textarea id="why" maxlength="2000" />
    </div>,
    <div class="actions">
      <button class="primary" part="action" onclick={send}>
        {book.send}
      </button>
      <button class="quiet" part="decline" onclick={skip}>
        {book.skip}
      </button>
    </div>,
  ]
}

function thanksOf({ locale, say }: Speaker, { thanks }: NpsContent): string {
  return thanks ? say(thanks) : words[locale].thanks
}

/** What only an answer needs, fetched once the question stands. */
export const answering = { css: pressed + whyCss, jump, commentIn, draw }

export type Answering = typeof answering
