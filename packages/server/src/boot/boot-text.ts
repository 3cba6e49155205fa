import type { CounterState } from '@espalier/core'
import type { Boot } from '@espalier/core/schema'
import { KeptCounter } from '../store/kept-counter.ts'
import { parcelOf } from './parcel.ts'

const END = Buffer.from('}')

/**
 * The answer as JSON in UTF-8: campaigns are most of it, and those that many people get are not written anew for each. They are left out
 * where the page `has` this very edition of them.
 */
export function bootText({ campaigns, counters, accountCounters, ...rest }: Boot, has?: string): Uint8Array<ArrayBuffer> {
  const { json, edition, settled } = parcelOf(campaigns)
  const counted = `"counters":${countersText(counters)},"accountCounters":${countersText(accountCounters)}`
  const head = `${JSON.stringify({ ...rest, edition, ...(settled && { settled }) }).slice(0, -1)},${counted}`
  if (edition === has) return Buffer.from(`${head}}`)
  return Buffer.concat([Buffer.from(`${head},"campaigns":`), json, END])
}

function countersText(counters: Readonly<Record<string, CounterState>>): string {
  return `{${Object.entries(counters)
    .map(([name, state]) => `${JSON.stringify(name)}:${KeptCounter.jsonOf(state)}`)
    .join(',')}}`
}
