import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toCsv, type Columns } from './table.ts'

const COLUMNS: Columns<{ name: string; n: number | null }> = [
  ['Name', '名前', ({ name }) => name],
  ['Number', '数', ({ n }) => n],
]

it('quotes what would end a cell, and leaves numbers alone', () => {
  const rows = [
    { name: 'a,"b"', n: -1.5 },
    { name: 'two\nlines', n: null },
  ]
  expect(toCsv(COLUMNS, rows, 'ja')).toBe('\uFEFF名前,数\r\n"a,""b""",-1.5\r\n"two\nlines",\r\n')
})

it('lets no text begin like a formula, whatever it is', () => {
  const text = fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' =', '＝', ''), fc.string()).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (name) => {
      const line = toCsv(COLUMNS, [{ name, n: 1 }], 'en').slice('\uFEFFName,Number\r\n'.length)
      const cell = line.startsWith('"') ? line.slice(1) : line
      expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
      expect(cell).not.toMatch(/^[\t\r\n]/)
    }),
  )
})
