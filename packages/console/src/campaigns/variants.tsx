import { editorWords } from '../text/editor.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { BoundNumber, BoundText } from './bound.tsx'
import type { Draft } from './draft.ts'

const LETTERS = 'abcdefghij'

/** The contents that accounts are split between, with their weights. */
export function Variants({ draft }: { draft: Draft }) {
  const w = words(editorWords)
  const variants = draft.value.value.variants ?? []
  const set = (next: typeof variants) => draft.set('variants', next.length > 0 ? next : undefined)
  const add = () => {
    const id = [...LETTERS].find((letter) => variants.every((one) => one.id !== letter)) ?? 'other'
    set([...variants, { id, weight: 1 }])
  }
  return (
    <fieldset class="variants">
      <legend class="label">{w.variants}</legend>
      <p class="hint">{w.variantsHint}</p>
      {variants.map((one, index) => (
        <div key={index} class="variant">
          <BoundText draft={draft} path={`variants.${index}.id`} label={w.variantId} />
          <BoundNumber draft={draft} path={`variants.${index}.weight`} label={w.weight} min={0.1} max={1000} step={0.1} fallback={1} />
          <Button small kind="quiet" label={w.removeVariant(one.id)} onClick={() => set(variants.filter((_, at) => at !== index))}>
            ✕
          </Button>
        </div>
      ))}
      {variants.length < 10 && (
        <Button small onClick={add}>
          {w.addVariant}
        </Button>
      )}
    </fieldset>
  )
}
