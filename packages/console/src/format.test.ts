import { expect, it } from 'vitest'
import { day, moment, momentOf } from './format.ts'

const MIDNIGHT_IN_TOKYO = '2026-11-23T15:00:00.000Z'

it('writes a moment on the clock of the zone that it names, wherever the reader is', () => {
  expect(momentOf(MIDNIGHT_IN_TOKYO, 'Asia/Tokyo')).toBe('24 Nov 2026, 00:00 (Asia/Tokyo)')
  expect(momentOf(MIDNIGHT_IN_TOKYO, 'America/New_York')).toBe('23 Nov 2026, 10:00 (America/New_York)')
  expect(moment(MIDNIGHT_IN_TOKYO, 'Asia/Tokyo')).toBe('24 Nov 2026, 00:00')
  expect([day(MIDNIGHT_IN_TOKYO, 'Asia/Tokyo'), day(MIDNIGHT_IN_TOKYO, 'UTC')]).toEqual(['24 Nov 2026', '23 Nov 2026'])
})

it('keeps a day without a time the day that it is', () => {
  expect(day('2026-11-24')).toBe('24 Nov 2026')
})
