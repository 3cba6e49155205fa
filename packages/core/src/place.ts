import type { Widget } from './schema/content.ts'

/** The place of widgets that interrupt; there is one, so one at a time. */
export const INTERRUPTION = 'interruption'

/** Where a widget appears: its slot's name, `gate:<feature>`, or `interruption`. One campaign a place. */
export function placeOf(widget: Widget): string {
  return widget.kind === 'card' ? widget.slot : widget.kind === 'gate' ? `gate:${widget.feature}` : INTERRUPTION
}
