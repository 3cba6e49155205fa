import { describe, expect, it } from 'vitest'
import { lint } from './copy-lint.ts'

describe('what a careful reader would say about a text', () => {
  it.each([
    ['Hurry, only today', 'title', 'en', ['push']],
    ['Your team is close to this month’s limit', 'title', 'en', []],
    ['今すぐアップグレード', 'title', 'ja', ['push']],
    ['今月の上限が近づいています', 'title', 'ja', []],
    ['No thanks, I don’t want to save time', 'decline', 'en', ['guilt']],
    ['損してもいい', 'decline', 'ja', ['guilt']],
    ['Not now', 'decline', 'en', []],
    ['今はしない', 'decline', 'ja', []],
    ['Business for ¥24,800', 'title', 'en', ['price-first']],
    ['月額3,000円です。レポートが自動で届きます。', 'body', 'ja', ['price-first']],
    ['レポートが自動で届きます。月額3,000円です。', 'body', 'ja', []],
    ['Reports arrive by themselves. ¥3,000 a month.', 'body', 'en', []],
    ['UPGRADE YOUR PLAN', 'title', 'en', ['shouting']],
    ['Great news!!', 'title', 'en', ['shouting']],
  ] as const)('%s', (text, place, locale, remarks) => {
    expect(lint(text, place, locale)).toEqual(remarks)
  })

  it('notices Japanese that was left in English', () => {
    const english = 'Your data stays as it is.'
    expect(lint(english, 'body', 'ja', english)).toEqual(['same'])
    expect(lint('いまのデータはそのままです。', 'body', 'ja', english)).toEqual([])
  })
})
