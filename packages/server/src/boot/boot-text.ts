import type { CounterState } from '@espalier/core'
import type { Boot, BootCampaign } from '@espalier/core/schema'
import { KeptCounter } from '../store/kept-counter.ts'

type Text = Buffer<ArrayBuffer>

const COMMA = Buffer.from(',')
const END = Buffer.from(']}')

/** Campaigns as JSON, for as long as answers share them. */
const texts = new WeakMap<BootCampaign, Text>()
/** Content is most of a campaign, and nothing is ever folded into it. */
const widgets = new WeakMap<object, string>()

/** The answer as JSON in UTF-8: campaigns are most of it, and those that many people get are not written anew for each. */
export function bootText({ campaigns, counters, accountCounters, ...rest }: Boot): Uint8Array<ArrayBuffer> {
  const counted = `"counters":${countersText(counters)},"accountCounters":${countersText(accountCounters)}`
  const parts = [Buffer.from(`${JSON.stringify(rest).slice(0, -1)},${counted},"campaigns":[`)]
  for (const [index, one] of campaigns.entries()) {
    if (index > 0) parts.push(COMMA)
    parts.push(texts.get(one) ?? textOf(one))
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
  const text = Buffer.from(`${outer.slice(0, -1)},"campaign":${inner.slice(0, -1)},"widget":${known}}}`)
  // An arm is one account's own, and so is its answer.
  if (one.assigned === undefined) texts.set(one, text)
  return text
}
