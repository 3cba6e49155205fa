import { expect, test } from 'vitest'
import { emptyHistory, recordResponse } from './frequency.ts'

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
