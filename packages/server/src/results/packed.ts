import { deserialize, serialize } from 'node:v8'
import { leftOf, type Credit } from '../attribution/credit.ts'
import type { Worth } from '../store/results.ts'
import type { MetRows } from './met.ts'

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
  paying: ReadonlyMap<number, readonly Worth[]>
  growing: ReadonlyMap<number, Growing>
  met: ReadonlyMap<string, MetRows>
}

type PlainCredit = Omit<Credit, 'leftAt'>
interface Packed extends Omit<ResultPart, 'paying' | 'growing'> {
  paying: PackedWorth
  /** JSON, which is read faster than objects in the format of the engine: accounts with their credits. */
  growing: string
}

/** When accounts paid how much, as columns. */
interface PackedWorth {
  numbers: Int32Array
  at: Float64Array
  /** NaN where it goes on. */
  until: Float64Array
  worth: Float64Array
  currencies: string[]
  places: Uint16Array
}

/** Writes what came of some accounts as bytes. */
export function packResults({ paying, growing, ...part }: ResultPart): Uint8Array {
  const grown = [...growing].map(([number, { credits, standingSince }]): [number, number | null, PlainCredit[]] => [
    number,
    Number.isFinite(standingSince) ? standingSince : null,
    credits.map(({ leftAt: _, ...credit }) => credit),
  ])
  const packed: Packed = { ...part, paying: packWorth(paying), growing: JSON.stringify(grown) }
  return serialize(packed)
}

/** Reads them again. */
export function unpackResults(body: Uint8Array): ResultPart {
  const { paying, growing, ...part } = deserialize(body) as Packed
  const grown = JSON.parse(growing) as [number, number | null, PlainCredit[]][]
  return {
    ...part,
    paying: unpackWorth(paying, part),
    growing: new Map(
      grown.map(([number, since, credits]) => [
        number,
        { credits: credits.map((one) => ({ ...one, leftAt: leftOf(one) })), standingSince: since ?? -Infinity },
      ]),
    ),
  }
}

function packWorth(paying: ReadonlyMap<number, readonly Worth[]>): PackedWorth {
  const rows = [...paying].flatMap(([number, worth]) => worth.map((one) => ({ number, ...one })))
  const currencies = [...new Set(rows.map(({ currency }) => currency))]
  return {
    numbers: Int32Array.from(rows, ({ number }) => number),
    at: Float64Array.from(rows, ({ at }) => at),
    until: Float64Array.from(rows, ({ until }) => until ?? Number.NaN),
    worth: Float64Array.from(rows, ({ worth }) => worth),
    currencies,
    places: Uint16Array.from(rows, ({ currency }) => currencies.indexOf(currency)),
  }
}

function unpackWorth(
  { numbers, at, until, worth, currencies, places }: PackedWorth,
  { from, ids }: Pick<ResultPart, 'from' | 'ids'>,
): Map<number, Worth[]> {
  const paying = new Map<number, Worth[]>()
  for (const [row, number] of numbers.entries()) {
    const end = until[row] ?? Number.NaN
    const one = {
      account: ids[number - from] ?? '',
      at: at[row] ?? 0,
      until: Number.isNaN(end) ? null : end,
      worth: worth[row] ?? 0,
      currency: currencies[places[row] ?? 0] ?? '',
    }
    const known = paying.get(number)
    if (known) known.push(one)
    else paying.set(number, [one])
  }
  return paying
}
