import type { PageView, WireEvent } from '../event.ts'

/** What a page was like from one `espalier:view` to the next. */
export interface View extends PageView {
  /** Epoch milliseconds at which this page, or this address, was opened. */
  openedAt: number
  locale?: string
  path?: string
  url?: string
  title?: string
}

/** Reads the view that an `espalier:view` event tells of; `at` is its time in epoch milliseconds. */
export function viewOf(event: WireEvent, at: number = Date.parse(event.timestamp)): View {
  const { properties, context } = event
  const view = properties as unknown as PageView
  const { locale, page } = context ?? {}
  return { ...view, ...page, ...(locale !== undefined && { locale }), openedAt: at - view.openFor }
}
