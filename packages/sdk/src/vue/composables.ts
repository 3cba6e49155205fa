import { computed, type ComputedRef, type MaybeRefOrGetter, onMounted, onUnmounted, shallowRef, toValue } from 'vue'
import type { FeatureName, MeteredName } from '../catalogue.ts'
import type { WidgetEventMap } from '../elements.ts'
import type { Check } from '../present.ts'
import { NOT_LOADED, steady, type Usage, usageOf } from '../reading.ts'
import { isHydrating, useProvided } from './plugin.ts'

/** An answer of `check`, a ref for each field, so that it can be taken apart. */
export type FeatureRefs = { [K in keyof Required<Check>]: ComputedRef<Check[K]> }

/**
 * Whether the account may use a feature. On a server and while a page is hydrated it is allowed with the reason `not-loaded`, so that both
 * draw the same.
 */
export function useFeature(feature: MaybeRefOrGetter<FeatureName>): FeatureRefs {
  const check = useCheck(feature)
  const field = <K extends keyof Check>(name: K): ComputedRef<Check[K]> => computed(() => check.value[name])
  return {
    allowed: field('allowed'),
    reason: field('reason'),
    used: field('used'),
    limit: field('limit'),
    remaining: field('remaining'),
    unlimited: field('unlimited'),
    resetsAt: field('resetsAt'),
    name: field('name'),
  }
}

/** How much of a feature is used; undefined where that is not counted or not known yet. */
export function useUsage(feature: MaybeRefOrGetter<MeteredName>): ComputedRef<Usage | undefined> {
  const check = useCheck(feature)
  const usage = steady(() => usageOf(check.value))
  return computed(usage)
}

/** The whole answer of `check`, the same object as long as it says the same. */
export function useCheck(feature: MaybeRefOrGetter<FeatureName>): ComputedRef<Check> {
  const provided = useProvided()
  const waiting = shallowRef(isHydrating())
  onMounted(() => (waiting.value = false))
  const read = steady(() => provided?.client.check(toValue(feature)) ?? NOT_LOADED)
  return computed(() => {
    void provided?.changes.value
    void toValue(feature)
    return waiting.value ? NOT_LOADED : read()
  })
}

/**
 * Hears what people do with the widgets, wherever they are on the page. `preventDefault()` of `accepted` and `alternative` keeps the page
 * where it is, for example to go there with the application's router.
 */
export function useWidgetEvent<N extends keyof WidgetEventMap>(name: N, listener: (event: WidgetEventMap[N]) => void): void {
  const hear = (event: Event): void => listener(event as WidgetEventMap[N])
  onMounted(() => document.addEventListener(name, hear))
  onUnmounted(() => document.removeEventListener(name, hear))
}
