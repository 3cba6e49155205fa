import type { Presentation } from '@espalier/sdk'

/** What the host hears as `espalier:<type>`: bubbling and composed, so a listener on `document` is enough. */
export type WidgetEventType = 'shown' | 'accept' | 'alternative' | 'dismiss' | 'answer'

/** The `detail` of every widget event. */
export interface WidgetEventDetail {
  campaign: string
  version: number
  arm: string
  /** With `accept` and `alternative`: where the action leads, if anywhere. */
  url?: string
}

/** Tells the host. False when the host took `accept` or `alternative` into its own hands with `preventDefault()`. */
export function emit(from: Element, type: WidgetEventType, { campaign, version, arm }: Presentation, url?: string): boolean {
  const detail: WidgetEventDetail = { campaign, version, arm, ...(url !== undefined && { url }) }
  const cancelable = type === 'accept' || type === 'alternative'
  return from.dispatchEvent(new CustomEvent(`espalier:${type}`, { detail, bubbles: true, composed: true, cancelable }))
}
