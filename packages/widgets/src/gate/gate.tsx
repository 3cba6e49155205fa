/** @jsxImportSource #render */
import type { GateContent } from '@espalier/core/schema'
import { emit } from '../events.ts'
import { ActionButton } from '../parts/action-button.tsx'
import { pressed } from '../parts/pressed.css.ts'
import { mark } from '../parts/states.ts'
import type { Scene, View } from '../view.ts'
import { gateCss } from './gate.css.ts'
import { words } from './words.ts'

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
          return () => mark(element)
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
