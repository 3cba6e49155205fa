import { createHash } from 'node:crypto'
import type { CounterState } from '@espalier/core'
import type { Boot, BootCampaign } from '@espalier/core/schema'
import { KeptCounter } from '../store/kept-counter.ts'

type Bytes = Buffer<ArrayBuffer>

/** A campaign as JSON, and what tells it from every other. */
interface Text {
  json: Bytes
  digest: Bytes
}

const COMMA = Buffer.from(',')
const END = Buffer.from(']}')

/** Letters of an edition: 96 bits. */
const LENGTH = 16

/** Campaigns as JSON, for as long as answers share them. */
const texts = new WeakMap<BootCampaign, Text>()
/** Content is most of a campaign, and nothing is ever folded into it. */
const widgets = new WeakMap<object, string>()

/**
 * The answer as JSON in UTF-8: campaigns are most of it, and those that many people get are not written anew for each. They are left out
 * where the page `has` this very edition of them.
 */
export function bootText({ campaigns, counters, accountCounters, ...rest }: Boot, has?: string): Uint8Array<ArrayBuffer> {
  const written = campaigns.map((one) => texts.get(one) ?? textOf(one))
  const edition = written
    .reduce((hash, { digest }) => hash.update(digest), createHash('sha256'))
    .digest('base64url')
    .slice(0, LENGTH)
  const counted = `"counters":${countersText(counters)},"accountCounters":${countersText(accountCounters)}`
  const head = `${JSON.stringify({ ...rest, edition }).slice(0, -1)},${counted}`
  if (edition === has) return Buffer.from(`${head}}`)
  const parts = [Buffer.from(`${head},"campaigns":[`)]
  for (const [index, { json }] of written.entries()) {
    if (index > 0) parts.push(COMMA)
    parts.push(json)
  }
  parts.push(END)
  return Buffer.concat(parts)
}

function countersText(counters: Readonly<Record<string, CounterState>>): string {
  return `{${Object.entries(counters)
    .map(([name, state]) => `${JSON.stringify(name)}:${KeptCounter.jsonOf(state)}`)
    .join(',')}}`
}

function textOf(one: BootCampaign): Text {
  const { campaign, ...about } = one
  const { widget, ...rest } = campaign
  const known = widgets.get(widget) ?? JSON.stringify(widget)
  widgets.set(widget, known)
  const [outer, inner] = [JSON.stringify(about), JSON.stringify(rest)]
  const json = Buffer.from(`${outer.slice(0, -1)},"campaign":${inner.slice(0, -1)},"widget":${known}}}`)
  const text = { json, digest: createHash('sha256').update(json).digest() }
  // An arm is one account's own, and so is its answer.
  if (one.assigned === undefined) texts.set(one, text)
  return text
}
