import { createElement, Fragment, type CSSProperties, type ReactElement, type ReactNode } from 'react'
import type { GateAttributes, MeterAttributes, SlotAttributes, WidgetElementMap } from '../elements.ts'
import type { Check } from '../present.ts'
import { useFeature } from './hooks.ts'

/** What every component here takes beside its own. */
export interface ElementProps {
  id?: string | undefined
  className?: string | undefined
  style?: CSSProperties | undefined
}

/** What `Slot` takes. */
export interface SlotProps extends SlotAttributes, ElementProps {}

/** What `Meter` takes. */
export interface MeterProps extends MeterAttributes, ElementProps {}

/** What `Gate` takes. */
export interface GateProps extends GateAttributes, ElementProps {
  /** What belongs to the feature. */
  children?: ReactNode
  /**
   * Drawn in place of the children while the feature is locked; a function hears why. Without it, the children stay as a peek behind a
   * preview, which a campaign may speak in.
   */
  fallback?: ReactNode | ((check: Check) => ReactNode)
}

/** A place where cards may appear. Takes no space while there is none. */
export function Slot(props: SlotProps): ReactElement {
  return element('espalier-slot', props)
}

/** How much of a feature is used, in words and as a bar. */
export function Meter(props: MeterProps): ReactElement {
  return element('espalier-meter', props)
}

/** Its children where the feature is allowed; also where nothing is known yet. For display: the server decides what may be used. */
export function Gate({ fallback, children, ...props }: GateProps): ReactElement {
  return fallback === undefined
    ? element('espalier-gate', props, children)
    : createElement(Choice, { feature: props.feature, fallback }, children)
}

function Choice({ feature, fallback, children }: Pick<GateProps, 'feature' | 'fallback' | 'children'>): ReactElement {
  const check = useFeature(feature)
  return createElement(Fragment, null, check.allowed ? children : typeof fallback === 'function' ? fallback(check) : fallback)
}

// As `class`, which every React hands to custom elements in the same way.
function element(tag: keyof WidgetElementMap, { className, ...props }: ElementProps, children?: ReactNode): ReactElement {
  return createElement(tag, { ...props, class: className }, children)
}
