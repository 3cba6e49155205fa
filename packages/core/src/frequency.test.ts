import { expect, test } from 'vitest'
import { emptyHistory, recordImpression, recordResponse } from './frequency.ts'

test('of two answers in one millisecond it is the same one that counts, whichever is recorded first', () => {
  const answersIn = (...responses: ('no' | 'not-now')[]) => {
    const history = emptyHistory()
    for (const response of responses) recordResponse(history, 'modal', response, 1000)
    return history.campaigns['modal']?.response
  }
  expect([answersIn('no', 'not-now'), answersIn('not-now', 'no')]).toEqual(['no', 'no'])
})

test('a newer answer replaces an older one, in whichever order they are recorded', () => {
  const history = emptyHistory()
  recordResponse(history, 'modal', 'not-now', 2000)
  recordResponse(history, 'modal', 'no', 1000)
  expect(history.campaigns['modal']).toMatchObject({ response: 'not-now', respondedAt: 2000 })
})

test.each(['constructor', 'toString', '__proto__'])('what is told of a campaign called %s changes no object but the history', (name) => {
  const inherited = ({} as Record<string, object>)[name] ?? {}
  const before = Object.getOwnPropertyNames(inherited)
  const history = emptyHistory()
  recordImpression(history, name, 1, 1000)
  recordImpression(history, name, 1, 2000)
  recordResponse(history, name, 'no', 3000)
  expect(history.campaigns[name]).toEqual({ shown: 2, lastShownAt: 2000, response: 'no', respondedAt: 3000 })
  expect(Object.getOwnPropertyNames(inherited)).toEqual(before)
})
