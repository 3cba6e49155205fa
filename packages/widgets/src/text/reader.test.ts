import { afterEach, expect, it, vi } from 'vitest'
import { formatDay, formatNumber, readerTag } from './reader.ts'

afterEach(() => vi.unstubAllGlobals())
const readerHas = (...languages: string[]) => vi.stubGlobal('navigator', { languages })

it("takes the reader's own variety of the language", () => {
  readerHas('fr-FR', 'en-US', 'en-GB')
  expect(readerTag('en')).toBe('en-US')
  expect(readerTag('ja')).toBe('ja-JP')
})

it('passes over language tags that are not valid', () => {
  readerHas('en-US@posix', 'en-AU')
  expect(readerTag('en')).toBe('en-AU')
  readerHas('ja-')
  expect(readerTag('ja')).toBe('ja-JP')
})

it('has a default where the page has no navigator', () => {
  vi.stubGlobal('navigator', undefined)
  expect(readerTag('en')).toBe('en-GB')
})

it('writes days and numbers the way the reader does', () => {
  const now = Date.parse('2026-11-22T12:00:00')
  expect(formatDay(Date.parse('2026-12-01T12:00:00'), 'en-GB', now)).toBe('1 Dec')
  expect(formatDay(Date.parse('2026-12-01T12:00:00'), 'en-US', now)).toBe('Dec 1')
  expect(formatDay(Date.parse('2026-12-01T12:00:00'), 'ja-JP', now)).toBe('12月1日')
  expect(formatDay(Date.parse('2027-12-01T12:00:00'), 'en-GB', now)).toBe('1 Dec 2027')
  expect(formatDay(Number.NaN, 'en-GB', now)).toBeUndefined()
  expect(formatNumber(1234.567, 'en')).toBe('1,234.57')
})
