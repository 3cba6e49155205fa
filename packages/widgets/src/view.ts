import type { WidgetHost } from '@espalier/sdk'
import type { Child } from './render/shape.ts'
import type { Showing, Speaker } from './showing.ts'

/** What a view draws from, new at every rendering. */
export interface Scene extends Speaker {
  /** The custom element; events start here. */
  element: HTMLElement
  host: WidgetHost
  /** What appears here now, if anything. */
  showing: Showing | undefined
}

/** What one widget looks like. */
export interface View {
  /** Its style sheet, on top of the tokens. */
  css: string
  /** Null draws nothing and takes no space. */
  draw(scene: Scene): Child
  /** Lifts it above the page again, which moving the element has undone. */
  raise?(root: ShadowRoot): void
}
