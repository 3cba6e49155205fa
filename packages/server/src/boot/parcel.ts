import { createHash } from 'node:crypto'
import { isSettled } from '@espalier/core'
import type { BootCampaign } from '@espalier/core/schema'

type Bytes = Buffer<ArrayBuffer>

/** Campaigns that one page is sent, as JSON. */
export interface Parcel {
  /** `[{ version, campaign }, ...]` in UTF-8. */
  readonly json: Bytes
  /** What tells them from any others. */
  readonly edition: string
  /** Their pages need no rules. */
  readonly settled: boolean
}

/** Letters of an edition: 96 bits. */
const LENGTH = 16

const BEGIN = Buffer.from('[')
const COMMA = Buffer.from(',')
const END = Buffer.from(']')

/** A campaign as JSON. */
interface Piece {
  readonly json: Bytes
  readonly digest: Bytes
  readonly settled: boolean
}

/** Lists of campaigns as JSON, for as long as answers share the list. */
const parcels = new WeakMap<readonly BootCampaign[], Parcel>()
/** Campaigns as JSON, for as long as answers share them. */
const pieces = new WeakMap<BootCampaign, Piece>()
/** Content is most of a campaign, and nothing is ever folded into it. */
const widgets = new WeakMap<object, string>()

/** Puts campaigns into one parcel. Most people are sent what others are sent as well, and what they share is put together once. */
export function parcelOf(campaigns: readonly BootCampaign[]): Parcel {
  const known = parcels.get(campaigns)
  if (known) return known
  const all = campaigns.map((one) => pieces.get(one) ?? pieceOf(one))
  const edition = all
    .reduce((hash, { digest }) => hash.update(digest), createHash('sha256'))
    .digest('base64url')
    .slice(0, LENGTH)
  const parts = all.flatMap(({ json }, index) => (index === 0 ? [json] : [COMMA, json]))
  const parcel = { json: Buffer.concat([BEGIN, ...parts, END]), edition, settled: all.every((piece) => piece.settled) }
  parcels.set(campaigns, parcel)
  return parcel
}

function pieceOf(one: BootCampaign): Piece {
  const { campaign, ...about } = one
  const { widget, ...rest } = campaign
  const known = widgets.get(widget) ?? JSON.stringify(widget)
  widgets.set(widget, known)
  const [outer, inner] = [JSON.stringify(about), JSON.stringify(rest)]
  const json = Buffer.from(`${outer.slice(0, -1)},"campaign":${inner.slice(0, -1)},"widget":${known}}}`)
  const piece = { json, digest: createHash('sha256').update(json).digest(), settled: isSettled([one]) }
  pieces.set(one, piece)
  return piece
}
