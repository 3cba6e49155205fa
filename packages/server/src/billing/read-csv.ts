import type { Settings } from '@espalier/core/schema'
import { HttpError } from '../http/errors.ts'
import { toMinor } from './money.ts'
import { plainNumber, timeIn, wordIn } from './read-cell.ts'

/** One line of the file as the API takes it, or what is wrong with it. Lines count from 1, the head included. */
export type CsvLine = { line: number } & ({ state: Record<string, unknown> } | { error: { field: string; message: string } })

/** Most lines of one file. */
const MOST = 20_000
const TEXTS = [
  ...['id', 'account', 'at', 'status', 'plan', 'price', 'interval', 'currency'],
  ...['paidUntil', 'endsAt', 'canceledAt', 'event', 'credit', 'reason'],
] as const
const NUMBERS = ['quantity', 'intervalCount', 'discount'] as const
const COLUMNS: ReadonlyMap<string, string> = new Map([...TEXTS, ...NUMBERS, 'amount', 'metered'].map((name) => [name.toLowerCase(), name]))
const REQUIRED = ['id', 'account', 'at', 'status'] as const

/**
 * Reads a file of subscription states: a line of column names, then one state a line, columns as the API's fields. `amount` is in the
 * currency's major unit, as people write it. Commas, tabs or semicolons part the columns. Throws a 400 for what is no such file; a wrong
 * line is answered as one.
 * @param currency of lines that name none
 * @param zone of dates that name none
 */
export async function readCsv(text: string, { currency, zone }: Pick<Settings, 'currency' | 'zone'>): Promise<CsvLine[]> {
  const delimiter = delimiterIn(text)
  const [head, ...rows] = withoutEmptyEnds(await recordsIn(text, delimiter))
  const columns = (head?.record ?? []).map((name) => COLUMNS.get(name.trim().toLowerCase()) ?? name.trim())
  const unknown = columns.find((name) => !COLUMNS.has(name.toLowerCase()))
  if (unknown !== undefined) throw wrong(`column "${unknown}" is not known`, [...COLUMNS.values()].join(', '))
  const missing = REQUIRED.find((name) => !columns.includes(name))
  if (missing) throw wrong(`column "${missing}" is missing`, `a first line with at least ${REQUIRED.join(', ')}`)
  if (new Set(columns).size < columns.length) throw wrong('a column appears twice', 'each column once')
  if (rows.length === 0 || rows.length > MOST) throw wrong(`the file has ${rows.length} lines of states`, `1 to ${MOST}`)
  return rows.map(({ record, line }): CsvLine => {
    if (record.length !== columns.length)
      return { line, error: { field: '', message: `expected ${columns.length} columns, found ${record.length}` } }
    const cells = new Map(columns.map((name, index) => [name, record[index]?.trim() ?? '']))
    const state = toState(cells, { currency, zone, grouped: delimiter !== ';' })
    return 'message' in state ? { line, error: { field: state.field, message: state.message } } : { line, state: state.state }
  })
}

/** What parts the columns of the first line: spreadsheets write tabs when they are copied from, and semicolons where a comma is in numbers. */
function delimiterIn(text: string): string {
  const [head = ''] = text.split(/[\r\n]/, 1)
  return head.includes(',') ? ',' : ([';', '\t'].find((one) => head.includes(one)) ?? ',')
}

/** Columns at the end without a name and without anything in them, as spreadsheets leave them. */
function withoutEmptyEnds(found: readonly CsvRecord[]): CsvRecord[] {
  const last = (found[0]?.record ?? []).findLastIndex((name) => name.trim() !== '') + 1
  return found.map(({ record, line }) => ({
    line,
    record: record.slice(last).some((cell) => cell.trim() !== '') ? record : record.slice(0, last),
  }))
}

interface CsvRecord {
  record: string[]
  line: number
}

async function recordsIn(text: string, delimiter: string): Promise<CsvRecord[]> {
  const { CsvError, parse } = await import('csv-parse/sync')
  try {
    // Both ends of a line count as one.
    const found = parse(text.replaceAll('\r\n', '\n'), {
      bom: true,
      delimiter,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: 100_000,
    })
    return (found as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({ record, line: info.lines }))
  } catch (error) {
    if (error instanceof CsvError) throw wrong(error.message, 'comma-separated values')
    throw error
  }
}

function toState(
  cells: ReadonlyMap<string, string>,
  { currency, zone, grouped }: Pick<Settings, 'currency' | 'zone'> & { grouped: boolean },
): { state: Record<string, unknown> } | { field: string; message: string } {
  const state: Record<string, unknown> = {}
  for (const name of TEXTS) {
    const text = cells.get(name)
    if (text) state[name] = READ[name]?.(text, zone) ?? text
  }
  state['currency'] ??= currency
  for (const name of NUMBERS) {
    const text = plainNumber(cells.get(name) ?? '', grouped)
    if (!text) continue
    if (!/^-?\d+(\.\d+)?$/.test(text)) return { field: name, message: 'expected a number' }
    state[name] = Number(text)
  }
  const metered = cells.get('metered')?.toLowerCase()
  if (metered && metered !== 'true' && metered !== 'false') return { field: 'metered', message: 'expected true or false' }
  if (metered) state['metered'] = metered === 'true'
  const amount = plainNumber(cells.get('amount') ?? '', grouped)
  if (!amount) return { state }
  if (!/^\d{1,12}(\.\d{1,4})?$/.test(amount)) return { field: 'amount', message: 'expected an amount such as 98 or 98.50, without signs' }
  try {
    state['amount'] = toMinor(Number(amount), String(state['currency']))
  } catch (error) {
    return { field: 'amount', message: error instanceof Error ? error.message : 'expected an amount' }
  }
  return { state }
}

/** How texts are read that tables write in several ways. */
const READ: Readonly<Record<string, (text: string, zone: string) => string>> = {
  at: timeIn,
  paidUntil: timeIn,
  endsAt: timeIn,
  canceledAt: timeIn,
  status: wordIn,
  interval: wordIn,
  currency: (text) => text.toUpperCase(),
}

function wrong(message: string, expected: string): HttpError {
  return new HttpError(400, 'invalid-csv', message, { field: 'csv', expected })
}
