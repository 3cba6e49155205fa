import { useEffect } from 'preact/hooks'
import { costWords } from '../text/costs.ts'
import { words } from '../text/text.ts'
import { BoundNumber, BoundText } from './bound.tsx'
import type { Draft } from './draft.ts'

const PARTS = ['once', 'perShown', 'perAccepted'] as const

/** What the campaign costs; over which time and in which money only where there is a cost. */
export function CostForm({ draft }: { draft: Draft }) {
  const w = words(costWords)
  const given = PARTS.some((part) => draft.read(`cost.${part}`) !== undefined)
  const names = { once: w.once, perShown: w.shown, perAccepted: w.accepted }
  // With the last amount months and currency go, too: they say nothing by themselves.
  useEffect(() => {
    if (!given && draft.read('cost') !== undefined) draft.set('cost', undefined)
  }, [given])
  return (
    <fieldset class="stack-16">
      <legend class="label">{w.form}</legend>
      <p class="hint">{w.formHint}</p>
      {PARTS.map((part) => (
        <BoundNumber key={part} draft={draft} path={`cost.${part}`} label={names[part]} min={0} optional />
      ))}
      {given && (
        <div class="pair">
          <BoundNumber draft={draft} path="cost.months" label={w.months} hint={w.monthsHint} min={1} max={60} step={1} fallback={12} />
          <BoundText draft={draft} path="cost.currency" label={w.currency} hint={w.currencyHint} optional />
        </div>
      )}
    </fieldset>
  )
}
