import type { Definitions } from '@espalier/core/schema'
import { useEffect } from 'preact/hooks'
import { readCounting } from '../settings/wire.ts'
import { useResource } from '../ui/resource.ts'

/** How often it is asked again while something is counted, milliseconds. */
const AGAIN = 2000

/** How far the past of these definitions is counted, by id; asks again until all of it is. */
export function useCounting(definitions: Definitions): ReadonlyMap<string, number> | undefined {
  const { data, reload } = useResource(`counting ${JSON.stringify(definitions.events)}`, readCounting)
  useEffect(() => {
    if (!data || data.size === 0) return
    const timer = setTimeout(reload, AGAIN)
    return () => clearTimeout(timer)
  }, [data])
  return data
}
