import { useState } from 'preact/hooks'
import { hookWords } from '../text/hooks.ts'
import { words } from '../text/text.ts'
import { TOPICS, type HookTopic } from './wire.ts'

/** What the owner is told of; at least one thing stays. */
export function Topics(props: { chosen: readonly HookTopic[]; busy: boolean; onChoose: (topics: HookTopic[]) => void }) {
  const { busy, onChoose } = props
  const [wanted, setWanted] = useState<readonly HookTopic[]>()
  // While it is being saved, a click stands as it was meant; what could not be saved goes back.
  const chosen = busy && wanted ? wanted : props.chosen
  const w = words(hookWords)
  return (
    <fieldset class="stack-16" aria-busy={busy}>
      <legend class="label">{w.topicsTitle}</legend>
      {TOPICS.map((topic) => {
        const told = chosen.includes(topic)
        return (
          <label key={topic} class="check">
            <input
              type="checkbox"
              checked={told}
              disabled={told && chosen.length === 1}
              onChange={(event) => {
                // Not disabled meanwhile: the keyboard would lose its place.
                event.currentTarget.checked = told
                if (busy) return
                const next = TOPICS.filter((one) => (one === topic ? !told : chosen.includes(one)))
                setWanted(next)
                onChoose(next)
              }}
            />
            <span>
              {w.topics[topic].name}
              <span class="cell-note">{w.topics[topic].text}</span>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
