import type { Context } from 'hono'
import { z } from 'zod'
import { parseQuery } from './body.ts'
import type { Env } from './env.ts'

/** How a report is answered: as JSON, or as a table for a spreadsheet with its head in one of both languages. */
export const tableQuery = z.object({
  format: z.enum(['json', 'csv'], 'expected json or csv').optional().describe('`csv` for a spreadsheet; so does `Accept: text/csv`'),
  lang: z.enum(['en', 'ja'], 'expected en or ja').default('en').describe('Language of the head of the table'),
})

/** Rows of a list where the request does not say how many. */
export const ROWS = 100

type Cell = string | number | boolean | null | undefined

/** A table: for each column its name in both languages and what stands in it. */
export type Columns<Row> = readonly (readonly [en: string, ja: string, cell: (row: Row) => Cell])[]

/** A text that starts like this is run as a formula by spreadsheets. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/

/**
 * Rows as comma-separated values (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay
 * numbers. It starts with a byte-order mark, without which spreadsheets read Japanese wrongly.
 */
export function toCsv<Row>(columns: Columns<Row>, rows: readonly Row[], lang: 'en' | 'ja'): string {
  const head = columns.map(([en, ja]) => written(lang === 'ja' ? ja : en))
  const lines = [head, ...rows.map((row) => columns.map(([, , cell]) => written(cell(row))))]
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function asksForTable(c: Context<Env>): boolean {
  const { format } = parseQuery(c, tableQuery)
  return (format ?? (/\btext\/csv\b/.test(c.req.header('accept') ?? '') ? 'csv' : 'json')) === 'csv'
}

/** How many rows a list has where the request names no number: a file has all of them, a screen what the list says itself. */
export function mostRows(c: Context<Env>): number | undefined {
  return asksForTable(c) ? Infinity : undefined
}

/** Answers `report`, as the request asks for it. `name` is what the file is called. */
export function answerReport<Row>(
  c: Context<Env>,
  report: object,
  name: string,
  columns: Columns<Row>,
  rows: () => readonly Row[],
): Response {
  if (!asksForTable(c)) return c.json(report)
  return c.body(toCsv(columns, rows(), parseQuery(c, tableQuery).lang), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  })
}
