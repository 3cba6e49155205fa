import type { Facts } from '@espalier/core'
import type { Locale, WidgetKind } from '@espalier/core/schema'
import type { Outcome, Presentation } from '@espalier/sdk'

/** What the console tells the frame to show. */
export interface PreviewRequest {
  espalier: 'preview'
  kind: WidgetKind
  place: string
  content: Presentation['content']
  locale: Locale
  theme: 'light' | 'dark'
  facts: Facts
}

/** What the frame tells the console: that it listens, or what the reader did with the widget. */
export type PreviewAnswer = { espalier: 'ready' } | { espalier: 'outcome'; type: Outcome['type'] }
