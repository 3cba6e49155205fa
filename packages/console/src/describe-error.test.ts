import { expect, test } from 'vitest'
import { describeError } from './describe-error.ts'

test('says what went wrong in the language of the reader, by its code, by its message, or with the message quoted', () => {
  const both = (error: { code?: string; message: string }) => [describeError(error, 'en'), describeError(error, 'ja')]
  expect(both({ code: 'too-many-keys', message: '2 keys are in use already; retire one of them first' })).toEqual([
    'Two keys are in use already. Retire one of them first.',
    'すでに2つのキーを使っています。先にどちらかを無効にしてください。',
  ])
  expect(both({ code: 'unreachable', message: 'The server cannot be reached.' })[1]).toBe('サーバーに接続できません。')
  expect(both({ code: 'new', message: 'nobody foresaw this' })).toEqual([
    'nobody foresaw this',
    'サーバーが受け付けませんでした（nobody foresaw this）。',
  ])
})
