import { HttpError } from '../http/errors.ts'
import { toMinor } from './money.ts'

/** One line of the file as the API takes it, or what is wrong with it. Lines count from 1, the head included. */
export type CsvLine = { line: number } & ({ state: Record<string, unknown> } | { error: { field: string; message: string } })

/** Most lines of one file. */
const MOST = 20_000
const TEXTS = ['id', 'account', 'at', 'status', 'plan', 'price', 'interval', 'currency', 'event', 'credit', 'reason'] as const
const NUMBERS = ['quantity', 'intervalCount', 'discount'] as const
const COLUMNS: ReadonlySet<string> = new Set([...TEXTS, ...NUMBERS, 'amount', 'metered'])
const REQUIRED = ['id', 'account', 'at', 'status'] as const

/**
 * Reads a file of subscription states: a line of column names, then one state a line, columns as the API's fields. `amount` is in the
 * currency's major unit, as people write it. Throws a 400 for what is no such file; a wrong line is answered as one.
 * @param currency of lines that name none
 */
export async function readCsv(text: string, currency: string): Promise<CsvLine[]> {
  const [head, ...rows] = await recordsIn(text)
  const columns = (head?.record ?? []).map((name) => name.trim())
  const unknown = columns.find((name) => !COLUMNS.has(name))
  if (unknown !== undefined) throw wrong(`column "${unknown}" is not known`, [...COLUMNS].join(', '))
  const missing = REQUIRED.find((name) => !columns.includes(name))
  if (missing) throw wrong(`column "${missing}" is missing`, `a first line with at least ${REQUIRED.join(', ')}`)
  if (new Set(columns).size < columns.length) throw wrong('a column appears twice', 'each column once')
  if (rows.length === 0 || rows.length > MOST) throw wrong(`the file has ${rows.length} lines of states`, `1 to ${MOST}`)
  return rows.map(({ record, line }): CsvLine => {
    if (record.length !== columns.length)
      return { line, error: { field: '', message: `expected ${columns.length} columns, found ${record.length}` } }
    const cells = new Map(columns.map((name, index) => [name, record[index]?.trim() ?? '']))
    const state = toState(cells, currency)
    return 'message' in state ? { line, error: { field: state.field, message: state.message } } : { line, state: state.state }
  })
}

async function recordsIn(text: string): Promise<{ record: string[]; line: number }[]> {
  const { CsvError, parse } = await import('csv-parse/sync')
  try {
    // Both ends of a line count as one.
    const found = parse(text.replaceAll('\r\n', '\n'), {
      bom: true,
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
  currency: string,
): { state: Record<string, unknown> } | { field: string; message: string } {
  const state: Record<string, unknown> = {}
  for (const name of TEXTS) if (cells.get(name)) state[name] = cells.get(name)
  state['currency'] ??= currency
  for (const name of NUMBERS) {
    const text = cells.get(name)
    if (!text) continue
    if (!/^\d+(\.\d+)?$/.test(text)) return { field: name, message: 'expected a number' }
    state[name] = Number(text)
  }
  const metered = cells.get('metered')
  if (metered && metered !== 'true' && metered !== 'false') return { field: 'metered', message: 'expected true or false' }
  if (metered) state['metered'] = metered === 'true'
  const amount = cells.get('amount')
  if (!amount) return { state }
  if (!/^\d{1,12}(\.\d{1,4})?$/.test(amount)) return { field: 'amount', message: 'expected an amount such as 98 or 98.50, without signs' }
  try {
    state['amount'] = toMinor(Number(amount), (cells.get('currency') || currency).toUpperCase())
  } catch (error) {
    return { field: 'amount', message: error instanceof Error ? error.message : 'expected an amount' }
  }
  return { state }
}

function wrong(message: string, expected: string): HttpError {
  return new HttpError(400, 'invalid-csv', message, { field: 'csv', expected })
}
