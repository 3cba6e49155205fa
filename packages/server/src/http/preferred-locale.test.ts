import { expect, test } from 'vitest'
import { preferredLocale } from './preferred-locale.ts'

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['ja', 'ja'],
  ['ja-JP,ja;q=0.9,en;q=0.8', 'ja'],
  ['en-US,en;q=0.9,ja;q=0.8', 'en'],
  ['fr,ja;q=0.5,en;q=0.7', 'en'],
  ['fr,de;q=0.9', 'en'],
  ['en;q=0, ja;q=0.1', 'ja'],
  ['*;q=nonsense', 'en'],
])('reads "%s" as %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale)
})
