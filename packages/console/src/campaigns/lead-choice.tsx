import { useId } from 'preact/hooks'
import { leadWords } from '../text/leads.ts'
import { words } from '../text/text.ts'
import type { Draft } from './draft.ts'

/** Whether accepting passes the account to a person. */
export function LeadChoice({ draft }: { draft: Draft }) {
  const w = words(leadWords)
  const id = useId()
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          data-path="lead"
          checked={draft.read('lead') === true}
          aria-describedby={id}
          onChange={(event) => draft.set('lead', event.currentTarget.checked || undefined)}
        />
        <span class="label">{w.choice}</span>
      </label>
      <p class="hint" id={id}>
        {w.choiceHint}
      </p>
    </div>
  )
}
