import { afterEach, expect, it, vi } from 'vitest'
import { readerTag } from './reader-tag.ts'

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
