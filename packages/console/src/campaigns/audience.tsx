import type { Condition } from '@espalier/core/schema'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { editorWords } from '../text/editor.ts'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { Segmented } from '../ui/segmented.tsx'
import type { Draft, Fields } from './draft.ts'
import type { Names } from './names.ts'
import { JsonEditor } from './json-editor.tsx'
import { toQuery } from './rule-query.ts'

const RuleBuilder = lazy(() => import('./rules.tsx').then((module) => ({ default: module.RuleBuilder })))

/** Who it is for: with the builder, or as the condition itself. */
export function Audience({ draft, names, path = 'audience' }: { draft: Fields & Pick<Draft, 'setReadable'>; names: Names; path?: string }) {
  const w = words(editorWords)
  const condition = (draft.read(path) ?? {}) as Condition
  const buildable = toQuery(condition) !== undefined
  const [wish, setWish] = useState<'builder' | 'json'>('builder')
  const mode = buildable ? wish : 'json'
  return (
    <section class="audience" aria-label={w.audience}>
      <div class="row">
        <h3 class="label">{w.audience}</h3>
        <span class="push">
          <Segmented
            label={w.audience}
            value={mode}
            onChange={setWish}
            options={[
              { value: 'builder', label: w.asBuilder },
              { value: 'json', label: w.asJson },
            ]}
          />
        </span>
      </div>
      {!buildable && wish === 'builder' && <p class="hint">{w.jsonOnly}</p>}
      {mode === 'builder' ? (
        <Suspense fallback={<p class="hint">{words(frameWords).loading}</p>}>
          <RuleBuilder condition={condition} names={names} onChange={(next) => draft.set(path, next)} />
        </Suspense>
      ) : (
        <JsonEditor
          label={w.audience}
          hint={w.jsonHint}
          value={condition}
          path={path}
          errors={draft.errorsUnder(path)}
          onChange={(next) => draft.set(path, next)}
          onReadable={draft.setReadable}
        />
      )}
    </section>
  )
}
