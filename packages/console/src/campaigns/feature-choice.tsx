import type { ComponentChildren } from 'preact'
import { nameOfFeature, type Names } from './names.ts'
import { BoundChoice } from './bound.tsx'
import type { Draft } from './draft.ts'

/** One feature of the catalogue; the chosen one is there even when the catalogue does not have it. */
export function FeatureChoice(props: {
  draft: Draft
  path: string
  names: Names
  label: ComponentChildren
  hint?: ComponentChildren
  /** Words for no feature at all, where that is allowed. */
  none?: string
  /** Only features that are counted. */
  metered?: boolean
}) {
  const { draft, path, names, label, hint, none, metered } = props
  const chosen = String(draft.read(path) ?? '')
  const ids = (names.catalog?.features ?? []).filter((one) => !metered || one.kind === 'metered').map((one) => one.id)
  const all = chosen === '' || ids.includes(chosen) ? ids : [chosen, ...ids]
  const options = all.map((value) => ({ value, label: ids.includes(value) ? nameOfFeature(value, names) : value }))
  return (
    <BoundChoice
      draft={draft}
      path={path}
      label={label}
      hint={hint}
      options={none === undefined && chosen !== '' ? options : [{ value: '', label: none ?? '–' }, ...options]}
      onChoose={(next) => draft.set(path, next === '' ? undefined : next)}
    />
  )
}
