/** @jsxImportSource #render */
import type { GateContent } from '@espalier/core/schema'
import { emit } from '../events.ts'
import { ActionButton } from '../parts/action-button.tsx'
import { pressed } from '../parts/pressed.css.ts'
import { mark } from '../parts/states.ts'
import * as stage from '../stage.ts'
import type { Scene, View } from '../view.ts'
import { gateCss } from './gate.css.ts'
import { words } from './words.ts'

/** Clocks and timers of a browser differ by a little. */
const LATE_MS = 99

/** The top of the host's own content behind a fade, and below it what it is and which plan opens it. */
export const view: View = {
  css: pressed + gateCss,
  draw(scene) {
    const { showing, element, host, locale, say } = scene
    const content = showing?.presentation.content[locale] as GateContent | undefined
    const feature = element.getAttribute('feature') ?? ''
    return (
      <div
        class="surface"
        part="root"
        ref={() => {
          mark(element, 'locked')
          // Used up until then. Nobody else says so: no event is recorded when a count starts again.
          const timer = setTimeout(stage.changed, (host.usage(feature)?.resetsAt as number) - Date.now() + LATE_MS)
          return () => {
            clearTimeout(timer)
            mark(element)
          }
        }}
        onpointerdown={() => {
          host.touched(feature)
          emit(element, 'locked', { feature })
        }}
      >
        <div class="peek" inert="">
          <slot />
        </div>
        <div class="panel" role="group" aria-labelledby="title">
          <div class="says">
            <h2 id="title" part="title">
              <i class="lock" />
              <span class="unseen">{words[locale].locked} </span>
              <span>{content ? say(content.title) : standing(scene, feature)}</span>
            </h2>
            {content?.plan && <p>{say(content.plan)}</p>}
            {content?.body && (
              <p class="body" part="body">
                {say(content.body)}
              </p>
            )}
          </div>
          {content && ActionButton(content.action, 'accept', scene)}
        </div>
      </div>
    )
  },
}

function standing({ host, locale }: Scene, feature: string): string {
  const { reason, name } = host.check(feature)
  return (reason === 'limit-reached' ? words[locale].limitReached : words[locale].notInPlan)(name?.[locale])
}
