import { editorWords } from '../text/editor.ts'
import { proofWords } from '../text/proof.ts'
import { words } from '../text/text.ts'
import { BoundNumber, BoundText } from './bound.tsx'
import type { Draft } from './draft.ts'

/** Who wins a place, and which accounts are left to other campaigns. */
export function RankForm({ draft }: { draft: Draft }) {
  const e = words(editorWords)
  const w = words(proofWords)
  const taken = draft.read('namespace') !== undefined
  return (
    <>
      <BoundNumber draft={draft} path="priority" label={e.priority} hint={e.priorityHint} min={0} max={1000} step={1} fallback={100} />
      <fieldset class="stack-12">
        <legend class="label">{w.namespace}</legend>
        <label class="check">
          <input
            type="checkbox"
            checked={taken}
            onChange={(event) => draft.set('namespace', event.currentTarget.checked ? { id: 'offers', from: 0, until: 0.5 } : undefined)}
          />
          {w.namespaceOn}
        </label>
        {taken && (
          <div class="pair thirds">
            <BoundText draft={draft} path="namespace.id" label={w.namespaceId} />
            <BoundNumber draft={draft} path="namespace.from" label={w.namespaceFrom} unit="%" factor={100} min={0} max={100} />
            <BoundNumber draft={draft} path="namespace.until" label={w.namespaceUntil} unit="%" factor={100} min={0} max={100} />
          </div>
        )}
        <p class="hint">{w.namespaceHint}</p>
      </fieldset>
    </>
  )
}
