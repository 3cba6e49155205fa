import { emit } from '../events.ts'
import type { Showing } from '../showing.ts'

/** Presses the primary action. False when the host took over, so that the link is not followed. A locked preview stays. */
export function accept(showing: Showing, from: Element, url?: string): boolean {
  showing.tell(from, { type: 'engaged' })
  const follow = emitFor(showing, from, 'accepted', url)
  showing.tell(from, { type: 'accepted', ...(url && { url }) }, true)
  if (showing.presentation.kind !== 'gate') showing.leave()
  return follow
}

/** Presses the other way to solve the problem. False when the host took over. */
export function alternative(showing: Showing, from: Element, url?: string): boolean {
  showing.tell(from, { type: 'engaged' })
  return emitFor(showing, from, 'alternative', url)
}

function emitFor(showing: Showing, from: Element, type: 'accepted' | 'alternative', url?: string): boolean {
  return emit(from, type, { ...showing.detail, ...(url && { url }) })
}
