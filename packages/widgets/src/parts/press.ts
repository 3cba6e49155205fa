import type { Showing } from '../showing.ts'

/** Presses the primary action. False when the host took over, so that the link is not followed. A locked preview stays. */
export function accept(showing: Showing, from: Element, url?: string): boolean {
  showing.engage(from)
  const follow = showing.emit(from, 'accepted', url)
  if (!showing.over) showing.tell({ type: 'accepted', ...(url && { url }) })
  if (showing.presentation.kind !== 'gate') showing.leave()
  return follow
}

/** Presses the other way to solve the problem. False when the host took over. */
export function alternative(showing: Showing, from: Element, url?: string): boolean {
  showing.engage(from)
  return showing.emit(from, 'alternative', url)
}
