import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fieldIssues, fieldName, invalid } from './errors.ts'

const shape = z.strictObject({
  batch: z.array(z.strictObject({ rows: z.int().max(10) })),
  widget: z.union([z.strictObject({ kind: z.literal('card'), slot: z.string() }), z.strictObject({ kind: z.literal('modal') })]).optional(),
})

function issuesOf(value: unknown) {
  const { error } = shape.safeParse(value)
  return error ? fieldIssues(error) : []
}

describe('fieldIssues', () => {
  test('writes paths as people write them', () => {
    expect(fieldName(['batch', 3, 'properties', 'rows'])).toBe('batch[3].properties.rows')
    expect(fieldName([0])).toBe('[0]')
    expect(issuesOf({ batch: [{ rows: 1 }, { rows: 11 }] })[0]?.field).toBe('batch[1].rows')
  })

  test('names an unknown field itself', () => {
    expect(issuesOf({ batch: [{ rows: 1, row: 2 }] })).toEqual([{ field: 'batch[0].row', message: 'unknown field "row"' }])
  })

  test('says whether a value is missing or of a wrong kind', () => {
    expect(issuesOf({ batch: [{}] })).toEqual([{ field: 'batch[0].rows', message: 'missing; expected a number' }])
    expect(issuesOf({ batch: [{ rows: '7' }] })).toEqual([{ field: 'batch[0].rows', message: 'expected a number, received a text' }])
    expect(issuesOf({ batch: [{ rows: Number.NaN }] })).toEqual([{ field: 'batch[0].rows', message: 'expected a number' }])
  })

  test('follows a union to the alternative that came closest', () => {
    expect(issuesOf({ batch: [], widget: { kind: 'card', slot: 7 } })[0]?.field).toBe('widget.slot')
  })
})

test('an error lists so many issues and no more', () => {
  expect(issuesOf({ batch: Array.from({ length: 5000 }, () => null) })).toHaveLength(100)
})

test('an error says what was expected where that is short', () => {
  const details = (value: unknown, schema: z.ZodType) => {
    const { error } = schema.safeParse(value)
    return error && invalid(error, 'invalid-campaign').details.expected
  }
  expect(details('a', z.number())).toBe('number')
  expect(details('a', z.enum(['b', 'c']))).toBe('"b" | "c"')
  expect(details(11, z.int().max(10))).toBe('at most 10')
  expect([details(0, z.number().positive()), details(1, z.number().lt(1))]).toEqual(['more than 0', 'less than 1'])
  expect(details('jp', z.string().regex(/^[A-Z]{3}$/, 'expected a currency code'))).toBe('a currency code')
})
