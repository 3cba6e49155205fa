import type { Boot, BootCampaign } from '@espalier/core/schema'
import type { Rules } from '../decisions/rules.ts'

type Text = Buffer<ArrayBuffer>

const COMMA = Buffer.from(',')
const END = Buffer.from(']}')

/** Campaigns that answers share, as JSON, for as long as their rules hold. */
const shared = new WeakMap<Rules, Map<BootCampaign, Text | undefined>>()
/** Content is most of a campaign, and nothing is ever folded into it. */
const widgets = new WeakMap<object, string>()

/** The answer as JSON in UTF-8: campaigns are most of it, and those that many people get are not written anew for each. */
export function bootText({ campaigns, ...rest }: Boot, rules: Rules): Uint8Array<ArrayBuffer> {
  const known = shared.get(rules) ?? new Map(rules.running.map(({ sent }) => [sent, undefined]))
  shared.set(rules, known)
  const parts = [Buffer.from(`${JSON.stringify(rest).slice(0, -1)},"campaigns":[`)]
  for (const [index, one] of campaigns.entries()) {
    if (index > 0) parts.push(COMMA)
    const text = known.get(one) ?? textOf(one)
    if (known.has(one)) known.set(one, text)
    parts.push(text)
  }
  parts.push(END)
  return Buffer.concat(parts)
}

function textOf({ campaign, ...about }: BootCampaign): Text {
  const { widget, ...rest } = campaign
  const known = widgets.get(widget) ?? JSON.stringify(widget)
  widgets.set(widget, known)
  const [outer, inner] = [JSON.stringify(about), JSON.stringify(rest)]
  return Buffer.from(`${outer.slice(0, -1)},"campaign":${inner.slice(0, -1)},"widget":${known}}}`)
}
