import type { Widget } from './schema/content.ts'

/** The place of widgets that interrupt; there is one, so one at a time. */
export const INTERRUPTION = 'interruption'

const COSTS = { modal: 1, nps: 1, card: 0.2, gate: 0 }

/**
 * What one impression costs of the attention budget. A widget that costs 1 or more interrupts and needs room in the budget;
 * a quieter one is never refused, but what it costs is missing for those that interrupt.
 */
export function costOf(widget: Pick<Widget, 'kind' | 'cost'>): number {
  return widget.cost ?? COSTS[widget.kind]
}

/** Where a widget appears: its slot's name, `gate:<feature>`, or `interruption`. One campaign a place. */
export function placeOf(widget: Widget): string {
  return widget.kind === 'card' ? widget.slot : widget.kind === 'gate' ? `gate:${widget.feature}` : INTERRUPTION
}
