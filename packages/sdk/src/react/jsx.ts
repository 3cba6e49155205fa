import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { WidgetElementMap } from '../elements.ts'

/** The elements as JSX knows them, for those who write the tags themselves. */
export type WidgetIntrinsicElements = {
  [Tag in keyof WidgetElementMap]: DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> &
    WidgetElementMap[Tag] & { class?: string | undefined }
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends WidgetIntrinsicElements {}
  }
}
