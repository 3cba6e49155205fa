import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { FeatureName, MeteredName } from '../catalogue.ts'
import type { WidgetEventMap } from '../elements.ts'
import type { Check } from '../present.ts'
import { NOT_LOADED, steady, type Usage, usageOf } from '../reading.ts'
import { useEspalier } from './provider.ts'

/**
 * Whether the account may use a feature; draws again when that changes. On a server and while a page is hydrated it is allowed with the
 * reason `not-loaded`, so that both draw the same.
 */
export function useFeature(feature: FeatureName): Check {
  return useReading(feature, same)
}

/** How much of a feature is used; undefined where that is not counted or not known yet. */
export function useUsage(feature: MeteredName): Usage | undefined {
  return useReading(feature, usageOf)
}

/**
 * Hears what people do with the widgets, wherever they are on the page. `preventDefault()` of `accepted` and `alternative` keeps the page
 * where it is, for example to go there with the application's router.
 */
export function useWidgetEvent<N extends keyof WidgetEventMap>(name: N, listener: (event: WidgetEventMap[N]) => void): void {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => {
    const hear = (event: Event): void => latest.current(event as WidgetEventMap[N])
    document.addEventListener(name, hear)
    return () => document.removeEventListener(name, hear)
  }, [name])
}

function useReading<T>(feature: string, select: (check: Check) => T): T {
  const client = useEspalier()
  const listen = useCallback((changed: () => void) => client.on('change', changed), [client])
  const read = useMemo(() => steady(() => select(client.check(feature))), [client, feature, select])
  return useSyncExternalStore(listen, read, () => select(NOT_LOADED))
}

function same(check: Check): Check {
  return check
}
