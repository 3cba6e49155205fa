import { defineComponent, type DefineSetupFnComponent, h, type SlotsType, type VNode } from 'vue'
import type { GateAttributes, MeterAttributes, SlotAttributes } from '../elements.ts'
import type { Check } from '../present.ts'
import { useCheck } from './composables.ts'

/** The slots of `Gate`: what belongs to the feature, and what is drawn in its place while it is locked. */
export type GateSlots = SlotsType<{ default?: () => VNode[]; fallback?: (check: Check) => VNode[] }>

/** A place where cards may appear. Takes no space while there is none. */
export const Slot: DefineSetupFnComponent<SlotAttributes> = /* @__PURE__ */ defineComponent(
  (props: SlotAttributes) => () => h('espalier-slot', { ...props }),
  {
    name: 'EspalierSlot',
    props: ['name', 'theme'],
  },
)

/** How much of a feature is used, in words and as a bar. */
export const Meter: DefineSetupFnComponent<MeterAttributes> = /* @__PURE__ */ defineComponent(
  (props: MeterAttributes) => () => h('espalier-meter', { ...props }),
  { name: 'EspalierMeter', props: ['feature', 'label', 'unit', 'theme'] },
)

/**
 * Its content where the feature is allowed; also where nothing is known yet. While it is locked, the slot `fallback` in its place, or
 * without one the content as a peek behind a preview, which a campaign may speak in. For display: the server decides what may be used.
 */
export const Gate: DefineSetupFnComponent<GateAttributes, Record<never, never>, GateSlots> = /* @__PURE__ */ defineComponent(
  (props: GateAttributes, { attrs, slots }) => {
    const check = useCheck(() => props.feature)
    return () => {
      const { default: content, fallback } = slots
      if (!fallback) return h('espalier-gate', { ...props, ...attrs }, content?.())
      return check.value.allowed ? content?.() : fallback(check.value)
    }
  },
  { name: 'EspalierGate', props: ['feature', 'theme'], inheritAttrs: false },
)
