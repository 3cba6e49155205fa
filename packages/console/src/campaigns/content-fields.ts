import type { WidgetKind } from '@espalier/core/schema'
import type { Place } from './copy-lint.ts'

/** A text of a widget. */
export interface ContentField {
  /** Path inside the content of one language; also the key of its label. */
  path:
    | 'tag'
    | 'title'
    | 'body'
    | 'action.label'
    | 'action.url'
    | 'alternative.label'
    | 'alternative.url'
    | 'decline'
    | 'plan'
    | 'question'
    | 'low'
    | 'high'
    | 'followUp.promoter'
    | 'followUp.passive'
    | 'followUp.detractor'
    | 'thanks'
    | 'points'
  /** Characters that the schema allows. */
  max: number
  place: Place
  optional?: boolean
  lines?: boolean
  /** Stands below the others, folded away until it is wanted. */
  rare?: boolean
}

const offer: readonly ContentField[] = [
  { path: 'tag', max: 60, place: 'other', optional: true },
  { path: 'title', max: 400, place: 'title' },
  { path: 'body', max: 1200, place: 'body', lines: true },
  { path: 'points', max: 400, place: 'other', optional: true, lines: true, rare: true },
  { path: 'action.label', max: 60, place: 'other' },
  { path: 'action.url', max: 2000, place: 'other', optional: true },
  { path: 'alternative.label', max: 60, place: 'other', optional: true, rare: true },
  { path: 'alternative.url', max: 2000, place: 'other', optional: true, rare: true },
  { path: 'decline', max: 60, place: 'decline', optional: true, rare: true },
]

/** The texts of each kind of widget, in the order in which people read them. */
export const CONTENT_FIELDS: Readonly<Record<WidgetKind, readonly ContentField[]>> = {
  card: offer,
  modal: offer,
  gate: [
    { path: 'title', max: 400, place: 'title' },
    { path: 'plan', max: 80, place: 'other', optional: true },
    { path: 'body', max: 1200, place: 'body', optional: true, lines: true },
    { path: 'action.label', max: 60, place: 'other' },
    { path: 'action.url', max: 2000, place: 'other', optional: true },
  ],
  nps: [
    { path: 'question', max: 400, place: 'title', lines: true },
    { path: 'low', max: 60, place: 'other', optional: true },
    { path: 'high', max: 60, place: 'other', optional: true },
    { path: 'followUp.promoter', max: 400, place: 'other', optional: true },
    { path: 'followUp.passive', max: 400, place: 'other', optional: true },
    { path: 'followUp.detractor', max: 400, place: 'other', optional: true },
    { path: 'thanks', max: 400, place: 'other', optional: true },
  ],
}
