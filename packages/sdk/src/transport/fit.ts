import type { Waiting } from './keep.ts'

/** A request that outlives its page holds as much. Bytes. */
export const LEAVING_BYTES = 16_384

/** The first events that fit into a request of `limit` bytes, at least one. */
export function fit(events: readonly Waiting[], limit: number): Waiting[] {
  let size = 0
  return events.filter(([, json], index) => (size += bytes(json) + 1) <= limit - 200 || index === 0)
}

/** How many bytes a text is in a request. */
export function bytes(text: string): number {
  return new TextEncoder().encode(text).length
}
