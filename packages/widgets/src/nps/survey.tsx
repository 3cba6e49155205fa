import type { NpsContent } from '@espalier/core/schema'
import { Component, type ComponentChild } from 'preact'
import { Close } from '../parts/close.tsx'
import type { Showing } from '../showing.ts'
import type { Scene } from '../view.ts'
import { Scale } from './scale.tsx'

interface Props {
  scene: Scene
  showing: Showing
  content: NpsContent
}
interface State {
  score?: number
  thanked: boolean
  /** A live region speaks only when it changes after it was put on the page. */
  announced: boolean
}

/** One question, then why, then thanks. A score counts once given, however the person leaves afterwards. */
export class Survey extends Component<Props, State> {
  override state: State = { thanked: false, announced: false }
  #announcing = 0
  #card: HTMLElement | null = null

  override componentDidMount(): void {
    // Before the client's own listeners, which send what is queued by then.
    addEventListener('pagehide', this.#answer, true)
    this.#announcing = requestAnimationFrame(() => this.setState({ announced: true }))
  }

  override componentWillUnmount(): void {
    removeEventListener('pagehide', this.#answer, true)
    cancelAnimationFrame(this.#announcing)
  }

  #comment(): HTMLTextAreaElement | null | undefined {
    return this.#card?.querySelector('textarea')
  }

  readonly #answer = (): void => {
    const { scene, showing } = this.props
    const { score } = this.state
    if (score !== undefined) showing.answer(scene.element, score, this.#comment()?.value.trim() ?? '')
  }

  readonly #pick = (score: number): void => {
    this.props.showing.engage(this.props.scene.element)
    this.setState({ score })
  }

  readonly #thank = (): void => {
    this.#answer()
    // The pressed button is about to go, so focus moves to what stays.
    this.#card?.querySelector<HTMLElement>('.close')?.focus()
    this.setState({ thanked: true })
  }

  readonly #skip = (): void => {
    const comment = this.#comment()
    if (comment) comment.value = ''
    this.#thank()
  }

  readonly #close = (): void => {
    this.#answer()
    this.props.showing.dismiss(this.props.scene.element, 'closed')
  }

  override render({ scene, showing, content }: Props, { score, thanked, announced }: State): ComponentChild {
    const { words, say, element } = scene
    const title = thanked ? (content.thanks ? say(content.thanks) : words.thanks) : say(content.question)
    return (
      <section class="corner surface rise" part="root" aria-labelledby="title" data-seen ref={(card) => void (this.#card = card)}>
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
            pick={this.#pick}
          />
        )}
        {!thanked && score !== undefined && (
          <div class="why">
            <label for="why">
              {followUp(score, content, scene)} <span class="note">({words.optional})</span>
            </label>
            <textarea id="why" maxLength={2000} />
          </div>
        )}
        {!thanked && (
          <div class="actions">
            {score === undefined ? (
              <button type="button" class="quiet" part="decline" onClick={() => showing.dismiss(element, 'not-now')}>
                {words.later}
              </button>
            ) : (
              <>
                <button type="button" class="primary" part="action" onClick={this.#thank}>
                  {words.send}
                </button>
                <button type="button" class="quiet" part="decline" onClick={this.#skip}>
                  {words.skip}
                </button>
              </>
            )}
          </div>
        )}
        <Close label={words.close} onClick={this.#close} />
      </section>
    )
  }
}

function followUp(score: number, { followUp }: NpsContent, { words, say }: Scene): string {
  const group = score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor'
  return followUp ? say(followUp[group]) : words[group]
}
