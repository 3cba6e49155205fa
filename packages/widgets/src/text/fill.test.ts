import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGalleryHost } from '../../gallery/gallery-host.ts'
import { fill } from './fill.ts'

const facts = {
  ...createGalleryHost({ usages: { exports: { used: 1234567, limit: 2_000_000, resetsAt: Date.parse('2100-12-01T12:00:00Z') } } }).facts(),
  user: { name: '花子 {plan.id}', admin: true, since: '2026-99-99T00:00:00Z' },
  event: { 'Report Exported': { count: 3, count7d: 1, count30d: 2, count90d: 3, daysSinceFirst: 9, daysSinceLast: 0 } },
}

describe('fill', () => {
  it('writes numbers with the grouping of the reader', () => {
    expect(fill('{limit.exports.used} exports', facts, 'en-GB', 'UTC')).toBe('1,234,567 exports')
    expect(fill('{limit.exports.used} Exporte', facts, 'de-DE', 'UTC')).toBe('1.234.567 Exporte')
  })

  it('writes points in time as days, with the year when it is far away', () => {
    expect(fill('{limit.exports.resetsAt}', facts, 'en-GB', 'UTC')).toBe('1 Dec 2100')
    expect(fill('{limit.exports.resetsAt}', facts, 'ja-JP', 'UTC')).toBe('2100年12月1日')
    expect(fill('{limit.exports.resetsAt}', facts, 'ja-JP', 'Pacific/Kiritimati')).toBe('2100年12月2日')
  })

  it('reads names of events with their spaces', () => {
    expect(fill('{ event.Report Exported.count }回', facts, 'ja-JP', 'UTC')).toBe('3回')
  })

  it('writes an en dash for what is missing, unlimited or no plain value', () => {
    expect(fill('{limit.seats.used} {limit.exports} {user.admin} {user.since} {toString} {__proto__.x}', facts, 'en', 'UTC')).toBe(
      '– – – – – –',
    )
    const unlimited = createGalleryHost({ usages: { a: { used: 1, limit: null } } }).facts()
    expect(fill('{limit.a.remaining}', unlimited, 'en', 'UTC')).toBe('–')
  })

  it('does not fill in what a fact itself says', () => {
    expect(fill('{user.name}', facts, 'en', 'UTC')).toBe('花子 {plan.id}')
  })

  it('leaves text without braces as it is, whatever it contains', () => {
    const plain = fc.string().filter((text) => !/[{}]/.test(text))
    fc.assert(
      fc.property(plain, (text) => {
        expect(fill(text, facts, 'en', 'UTC')).toBe(text)
      }),
    )
  })
})
