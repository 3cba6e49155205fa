import fc from 'fast-check'
import { expect, test } from 'vitest'
import { funnelHref, isWhole, PERIODS, questionOf, rowsHref, rowsQuestionOf, WINDOWS, type Question } from './question.ts'

const question: fc.Arbitrary<Question> = fc.record({
  steps: fc.array(
    fc.oneof(fc.record({ event: fc.string() }), fc.record({ event: fc.string(), where: fc.constant({ rows: { $gte: 100 } }) })),
    {
      maxLength: 10,
    },
  ),
  by: fc.constantFrom('account' as const, 'user' as const),
  days: fc.constantFrom(...PERIODS),
  windowDays: fc.constantFrom(...WINDOWS),
})

test('a question comes back from its address as it was', () => {
  fc.assert(
    fc.property(question, (one) => {
      const { searchParams } = new URL(funnelHref(one), 'https://grow.example.com')
      expect(questionOf(Object.fromEntries(searchParams))).toEqual(one)
    }),
  )
})

test('an address that was cut or written by hand asks for what can be read of it', () => {
  const nothing = { steps: [], by: 'account', days: '30', windowDays: '14' }
  expect(questionOf({ steps: '[{"event":', by: 'everybody', days: '3000', window: '-1' })).toEqual(nothing)
  expect(questionOf({ steps: '{"event":"Report Exported"}' })).toEqual(nothing)
  expect(questionOf({ steps: '[null,1,{"event":2},{"event":"Report Exported"}]' }).steps).toEqual([{ event: 'Report Exported' }])
})

test('it can be asked with two to ten steps that have names', () => {
  const of = (...events: string[]) => isWhole({ ...questionOf({}), steps: events.map((event) => ({ event })) })
  expect([of('A'), of('A', ' '), of('A', 'B'), of(...'ABCDEFGHIJK')]).toEqual([false, false, true, false])
})

test('rows come back from their address as they were, and an address that names no step has none', () => {
  const steps = [{ event: 'Import' }, { event: 'Export' }]
  const whole = {
    steps,
    by: 'user',
    days: '7',
    windowDays: '1',
    step: 2,
    which: 'stopped',
    to: '2026-11-22T12:00:00.000Z',
    offset: 200,
  } as const
  const query = Object.fromEntries(new URL(rowsHref({ ...whole, steps: [...steps] }), 'https://grow.example.com').searchParams)
  expect(rowsQuestionOf(query)).toEqual(whole)
  for (const wrong of [{ step: '3' }, { step: '0' }, { step: 'x' }, { to: 'then' }, { steps: '[]' }]) {
    expect(rowsQuestionOf({ ...query, ...wrong })).toBeUndefined()
  }
  expect(rowsQuestionOf({ ...query, offset: '-9', which: 'all' })).toMatchObject({ offset: 0, which: 'reached' })
})
