import type { FeatureName, MeteredName, SlotName } from './catalogue.ts'

/** What the events of a campaign's widget say. */
export interface WidgetEventDetail {
  campaign: string
  version: number
  /** Id of the variant, or `treated`. */
  arm: string
  /** With `accepted` and `alternative`: where the action leads, if anywhere. */
  url?: string
}

/** What a touch of a locked preview says. */
export interface LockedEventDetail {
  feature: string
}

/** The events of the elements, by name. All bubble and are composed, so that a listener on `document` hears them. */
export interface WidgetEventMap {
  /** At least half of the widget is on the screen of a visible tab. */
  'espalier:shown': CustomEvent<WidgetEventDetail>
  /** The first meaningful touch. */
  'espalier:engaged': CustomEvent<WidgetEventDetail>
  /** The primary action; `preventDefault()` keeps the page where it is. */
  'espalier:accepted': CustomEvent<WidgetEventDetail>
  /** The other way that the offer names; `preventDefault()` likewise. */
  'espalier:alternative': CustomEvent<WidgetEventDetail>
  /** Put away by the person. */
  'espalier:dismissed': CustomEvent<WidgetEventDetail>
  /** A score was given. */
  'espalier:answered': CustomEvent<WidgetEventDetail>
  /** Somebody touched what is locked. */
  'espalier:locked': CustomEvent<LockedEventDetail>
}

/** Light or dark whatever the page is. Left out, the page decides. */
export type Theme = 'light' | 'dark'

/** Attributes of `<espalier-slot>`. */
export interface SlotAttributes {
  /** What campaigns call this place. */
  name: SlotName
  theme?: Theme | undefined
}

/** Attributes of `<espalier-gate>`. */
export interface GateAttributes {
  /** The feature that its content belongs to. */
  feature: FeatureName
  theme?: Theme | undefined
}

/** Attributes of `<espalier-meter>`. */
export interface MeterAttributes {
  /** The feature whose usage it shows. */
  feature: MeteredName
  /** In place of the feature's name in the catalogue. */
  label?: string | undefined
  /** What is counted, for example `seats`. */
  unit?: string | undefined
  theme?: Theme | undefined
}

/** The elements that a host writes, with their attributes. */
export interface WidgetElementMap {
  'espalier-slot': SlotAttributes
  'espalier-gate': GateAttributes
  'espalier-meter': MeterAttributes
}

declare global {
  interface HTMLElementTagNameMap extends Record<keyof WidgetElementMap, HTMLElement> {}
  interface GlobalEventHandlersEventMap extends WidgetEventMap {}
}
