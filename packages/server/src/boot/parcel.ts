import { createHash } from 'node:crypto'
import type { BootCampaign } from '@espalier/core/schema'

type Bytes = Buffer<ArrayBuffer>

/** Campaigns that one page is sent, as JSON. */
export interface Parcel {
  /** `[{ version, campaign }, ...]` in UTF-8. */
  readonly json: Bytes
  /** What tells them from any others. */
  readonly edition: string
}

/** Letters of an edition: 96 bits. */
const LENGTH = 16
/** Bytes of parcels that are kept for the next who is sent the same. */
const MOST = 8 * 2 ** 20

const BEGIN = Buffer.from('[')
const COMMA = Buffer.from(',')
const END = Buffer.from(']')

/** A campaign as JSON. */
interface Piece {
  /** Never given to another campaign. */
  readonly number: number
  readonly json: Bytes
  readonly digest: Bytes
}

let pieces = 0
/** Campaigns as JSON, for as long as answers share them. */
const written = new WeakMap<BootCampaign, Piece>()
/** Content is most of a campaign, and nothing is ever folded into it. */
const widgets = new WeakMap<object, string>()

/** Parcels by what is in them, those that were sent last at the end. */
const parcels = new Map<string, Parcel>()
let bytes = 0

/**
 * Puts campaigns into one parcel. Most people are sent what others are sent as well, so that what was put together once is kept; who is
 * the only one to get it must not change what others get.
 */
export function parcelOf(campaigns: readonly BootCampaign[]): Parcel {
  const all = campaigns.map((one) => written.get(one) ?? pieceOf(one))
  const key = all.map(({ number }) => number).join()
  const known = parcels.get(key)
  if (known) {
    parcels.delete(key)
    parcels.set(key, known)
    return known
  }
  const parcel = packed(all)
  parcels.set(key, parcel)
  bytes += parcel.json.length
  for (const [oldest, { json }] of parcels) {
    if (bytes <= MOST) break
    parcels.delete(oldest)
    bytes -= json.length
  }
  return parcel
}

function packed(all: readonly Piece[]): Parcel {
  const edition = all
    .reduce((hash, { digest }) => hash.update(digest), createHash('sha256'))
    .digest('base64url')
    .slice(0, LENGTH)
  const parts = all.flatMap(({ json }, index) => (index === 0 ? [json] : [COMMA, json]))
  return { json: Buffer.concat([BEGIN, ...parts, END]), edition }
}

function pieceOf(one: BootCampaign): Piece {
  const { campaign, ...about } = one
  const { widget, ...rest } = campaign
  const known = widgets.get(widget) ?? JSON.stringify(widget)
  widgets.set(widget, known)
  const [outer, inner] = [JSON.stringify(about), JSON.stringify(rest)]
  const json = Buffer.from(`${outer.slice(0, -1)},"campaign":${inner.slice(0, -1)},"widget":${known}}}`)
  const piece = { number: ++pieces, json, digest: createHash('sha256').update(json).digest() }
  written.set(one, piece)
  return piece
}
