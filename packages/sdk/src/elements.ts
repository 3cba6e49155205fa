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

/**
 * The elements that a host writes, with their attributes.
 * @cssprop --espalier-accent - The one primary action, the bar of a meter, focus.
 * @cssprop --espalier-on-accent - The text on it.
 * @cssprop --espalier-soft - The quiet tag above an offer.
 * @cssprop --espalier-surface - Background.
 * @cssprop --espalier-ink - Text.
 * @cssprop --espalier-muted - Quiet text.
 * @cssprop --espalier-line - Borders and tracks.
 * @cssprop --espalier-warn - Near a limit.
 * @cssprop --espalier-danger - At a limit or over it.
 * @cssprop --espalier-radius - Corners of cards.
 * @cssprop --espalier-control-radius - Corners of buttons and fields.
 * @cssprop --espalier-shadow - Depth.
 * @cssprop --espalier-font - Font; the page's when left out.
 * @cssprop --espalier-width - Widest card.
 * @cssprop --espalier-peek - Height of the peek in a gate.
 */
export interface WidgetElementMap {
  /**
   * A place where cards may appear. Takes no space while there is none.
   * @csspart root - The card.
   * @csspart title - The fact.
   * @csspart body - The help.
   * @csspart action - The one primary action.
   * @csspart alternative - The other way that the offer names.
   * @csspart decline - "Not now".
   * @csspart close - The close button.
   * @fires espalier:shown
   * @fires espalier:engaged
   * @fires espalier:accepted
   * @fires espalier:alternative
   * @fires espalier:dismissed
   */
  'espalier-slot': SlotAttributes
  /**
   * Shows its own content, or while the feature is locked the upper part of it as a peek, and below what it is. Unlocks by itself.
   * @csspart root - The peek and what stands below it.
   * @csspart title - What is locked.
   * @csspart body - What a campaign says about it.
   * @csspart action - The one primary action.
   * @cssstate locked - The feature is locked.
   * @fires espalier:shown
   * @fires espalier:engaged
   * @fires espalier:accepted
   * @fires espalier:locked
   */
  'espalier-gate': GateAttributes
  /**
   * How much of a feature is used, when it resets and when it will be used up, in words and as a bar.
   * @csspart root - The whole meter.
   * @csspart title - The name of what is counted.
   * @csspart body - What is said below the bar.
   * @csspart track - The bar's track.
   * @csspart bar - The bar.
   * @cssstate near - 80 % of the limit are used.
   * @cssstate critical - 90 % of the limit are used.
   * @cssstate reached - All of it is used.
   * @cssstate over - More is used than the limit.
   */
  'espalier-meter': MeterAttributes
}

/** Attributes of the elements that campaigns put on the page themselves. */
export interface PlacedAttributes {
  theme?: Theme | undefined
}

/** The elements that campaigns put at the end of the page. A host writes none of them, but may style them and hear them. */
export interface PlacedElementMap {
  /**
   * An offer in a native dialog.
   * @csspart root - The dialog's sheet.
   * @csspart title - The fact.
   * @csspart body - The help.
   * @csspart action - The one primary action.
   * @csspart alternative - The other way that the offer names.
   * @csspart decline - "Not now".
   * @csspart close - The close button.
   * @fires espalier:shown
   * @fires espalier:engaged
   * @fires espalier:accepted
   * @fires espalier:alternative
   * @fires espalier:dismissed
   */
  'espalier-modal': PlacedAttributes
  /**
   * How likely people are to recommend the product, asked in a corner.
   * @csspart root - The sheet.
   * @csspart title - The question, then the thanks.
   * @csspart action - "Send".
   * @csspart decline - "Later", then "Skip".
   * @csspart close - The close button.
   * @fires espalier:shown
   * @fires espalier:engaged
   * @fires espalier:answered
   * @fires espalier:dismissed
   */
  'espalier-nps': PlacedAttributes
}

declare global {
  interface HTMLElementTagNameMap extends Record<keyof (WidgetElementMap & PlacedElementMap), HTMLElement> {}
  interface GlobalEventHandlersEventMap extends WidgetEventMap {}
}
