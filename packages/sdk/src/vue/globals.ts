import type { HTMLAttributes } from 'vue'
import type { WidgetElementMap } from '../elements.ts'

/** The elements as templates know them, for those who write the tags themselves. */
export type WidgetGlobalComponents = {
  [Tag in keyof WidgetElementMap]: new () => { $props: WidgetElementMap[Tag] & HTMLAttributes }
}

declare module 'vue' {
  interface GlobalComponents extends WidgetGlobalComponents {}
}
