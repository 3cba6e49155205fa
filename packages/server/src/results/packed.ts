import { deserialize, serialize } from 'node:v8'
import { leftOf, type Credit } from '../attribution/credit.ts'
import type { MetRows } from './met.ts'
import type { Paid } from './worth.ts'

/** What is credited within one account. */
export interface Growing {
  credits: readonly Credit[]
  /** Time of the newest growth of which something is still paid; `-Infinity` where nothing is. */
  standingSince: number
}

/** What came of accounts with numbers from one on. */
export interface ResultPart {
  from: number
  ids: readonly string[]
  paying: ReadonlyMap<number, Paid>
  growing: ReadonlyMap<number, Growing>
  met: ReadonlyMap<string, MetRows>
}

type PlainCredit = Omit<Credit, 'leftAt'>
interface Packed extends Omit<ResultPart, 'paying' | 'growing'> {
  paying: PackedPaid
  /** JSON, which is read faster than objects in the format of the engine: accounts with their credits. */
  growing: string
}

/** When accounts paid, as columns. */
interface PackedPaid {
  numbers: Int32Array
  /** How many times each of them has. */
  lengths: Uint16Array
  times: Float64Array
}

/** Writes what came of some accounts as bytes. */
export function packResults({ paying, growing, ...part }: ResultPart): Uint8Array {
  const grown = [...growing].map(([number, { credits, standingSince }]): [number, number | null, PlainCredit[]] => [
    number,
    Number.isFinite(standingSince) ? standingSince : null,
    credits.map(({ leftAt: _, ...credit }) => credit),
  ])
  const packed: Packed = { ...part, paying: packPaid(paying), growing: JSON.stringify(grown) }
  return serialize(packed)
}

/** Reads them again. */
export function unpackResults(body: Uint8Array): ResultPart {
  const { paying, growing, ...part } = deserialize(body) as Packed
  const grown = JSON.parse(growing) as [number, number | null, PlainCredit[]][]
  return {
    ...part,
    paying: unpackPaid(paying),
    growing: new Map(
      grown.map(([number, since, credits]) => [
        number,
        { credits: credits.map((one) => ({ ...one, leftAt: leftOf(one) })), standingSince: since ?? -Infinity },
      ]),
    ),
  }
}

function packPaid(paying: ReadonlyMap<number, Paid>): PackedPaid {
  return {
    numbers: Int32Array.from(paying.keys()),
    lengths: Uint16Array.from(paying.values(), ({ length }) => length),
    times: Float64Array.from([...paying.values()].flat()),
  }
}

function unpackPaid({ numbers, lengths, times }: PackedPaid): Map<number, Paid> {
  let from = 0
  return new Map(Array.from(numbers, (number, place) => [number, [...times.subarray(from, (from += lengths[place] ?? 0))]]))
}
