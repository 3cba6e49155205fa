import type { WidgetEventMap } from '@espalier/sdk'

/** The name of a widget event without `espalier:` before it. */
export type WidgetEventType = keyof WidgetEventMap extends `espalier:${infer T}` ? T : never

/** Tells the host. False when the host took `accepted` or `alternative` into its own hands with `preventDefault()`. */
export function emit<T extends WidgetEventType>(from: Element, type: T, detail: WidgetEventMap[`espalier:${T}`]['detail']): boolean {
  return from.dispatchEvent(
    // What cannot be prevented nobody asks about.
    new CustomEvent(`espalier:${type}`, { detail, bubbles: true, composed: true, cancelable: true }),
  )
}
