import { ERROR_CODES } from '@espalier/core/schema'
import { describe, expect, test } from 'vitest'
import type { Refused } from './api.ts'
import { describeError, type NameField } from './describe-error.ts'
import { errorWords } from './text/errors.ts'

const both = (error: Refused, nameOf?: NameField) => [describeError(error, 'en', nameOf), describeError(error, 'ja', nameOf)]

describe('an error', () => {
  test.each(ERROR_CODES)('"%s" is told in both languages, with and without what it carries', (code) => {
    const bare = { code, message: '' }
    const full = {
      code,
      message: 'something about "acme", larger than 1048576 bytes',
      facts: { id: 'acme', bytes: 1048576 },
      issues: [{ field: 'days', message: 'Too big: expected number to be <=90' }],
      retryAfter: 30,
    }
    for (const error of [bare, full]) {
      const [en, ja] = both(error)
      expect(en).toMatch(/^[A-Z].*[.]$/)
      expect(ja).toMatch(/^[^a-z]*[ぁ-んァ-ヶ一-龠].*。$/)
      expect(`${en}${ja}`).not.toMatch(/undefined|NaN|\s\s|^\s|\s$/)
    }
  })

  test('of no code that the server does not have has words', () => {
    expect(Object.keys(errorWords.en).toSorted()).toEqual([...ERROR_CODES, 'unknown', 'unreachable'].toSorted())
    expect(Object.keys(errorWords.ja).toSorted()).toEqual(Object.keys(errorWords.en).toSorted())
  })

  test('of a newer server is quoted to a Japanese reader', () => {
    expect(both({ code: 'new', message: 'nobody foresaw this' })).toEqual([
      'nobody foresaw this',
      'サーバーが受け付けませんでした（new：nobody foresaw this）。',
    ])
  })
})

describe('what an error carries stands in its sentence', () => {
  test('each field as the form names it, else by its path, three at most', () => {
    const issues = ['days', 'steps[0].event', 'by', 'to', 'from'].map((field) => ({ field, message: 'missing; expected a text' }))
    const nameOf: NameField = (field) => (field === 'days' ? '期間' : undefined)
    expect(describeError({ code: 'invalid-funnel', message: '', issues }, 'ja', nameOf)).toBe(
      'このファネルは集計できません。期間：入力してください。「steps[0].event」：入力してください。「by」：入力してください。ほかに2件あります。',
    )
    expect(describeError({ code: 'invalid-settings', message: '', issues: issues.slice(0, 1) }, 'en')).toBe(
      'The settings were not saved. “days”: Write something here.',
    )
  })

  test('one complaint of a field, the first', () => {
    const issues = ['expected a decimal such as "162.35"', 'expected a rate above 0'].map((message) => ({ field: 'rate', message }))
    expect(describeError({ code: 'invalid-rates', message: '', issues }, 'en')).toBe(
      'The rate was not saved. “rate”: Write a number such as 162.35.',
    )
  })

  test('the line and the column of a file, without what is wrong in English', () => {
    const error = {
      code: 'invalid-lines',
      message: 'line 3: amount: expected a number; nothing was imported (2 wrong)',
      issues: [{ field: 'line 3', message: 'amount: expected a number; nothing was imported (2 wrong)' }],
    }
    expect(both(error)).toEqual([
      'Nothing was imported. Line 3 “amount”: Write a number.',
      '1行も取り込んでいません。3行目「amount」：数字で入力してください。',
    ])
  })

  test('the limit, the id and when to try again', () => {
    expect(both({ code: 'body-too-large', message: 'the body is larger than 5242880 bytes', facts: { bytes: 5242880 } })).toEqual([
      'This is too large. At most 5 MB are accepted.',
      'データが大きすぎます。5MBまでにしてください。',
    ])
    expect(both({ code: 'account-unknown', message: 'there is no account "ac"me"', facts: { id: 'ac"me' } })[1]).toBe(
      'アカウント「ac"me」が見つかりません。削除された可能性があります。',
    )
    const again = (retryAfter?: number) => both({ code: 'too-many-attempts', message: 'too many attempts', retryAfter })
    expect(again(30)[1]).toBe('試行回数が多すぎます。30秒ほど待ってから、もう一度お試しください。')
    expect(again(840)).toEqual([
      'These were too many attempts. Try again in 14 minutes.',
      '試行回数が多すぎます。14分ほど待ってから、もう一度お試しください。',
    ])
    expect(again()[0]).toBe('These were too many attempts. Try again in a while.')
  })
})
