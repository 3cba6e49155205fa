import { describe, expect, it } from 'vitest'
import { eventTime } from './clock.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const receivedAt = Date.UTC(2026, 10, 22, 12)

describe('the time of an event', () => {
  it('is how long before its sending it happened, whatever the clock of the sender says', () => {
    const wrong = Date.UTC(1999, 0, 1)
    expect(eventTime({ timestamp: wrong - 90_000, sentAt: wrong, receivedAt })).toBe(receivedAt - 90_000)
  })

  it('is its timestamp where request and arrival lie within a second, so that a slow way changes no order', () => {
    const first = eventTime({ timestamp: receivedAt - 900, sentAt: receivedAt - 800, receivedAt })
    const second = eventTime({ timestamp: receivedAt - 850, sentAt: receivedAt - 10, receivedAt })
    expect([first, second]).toEqual([receivedAt - 900, receivedAt - 850])
    expect(eventTime({ timestamp: receivedAt + 400, sentAt: receivedAt + 500, receivedAt })).toBe(receivedAt)
  })

  it('is its timestamp when the sender does not say when it sent', () => {
    expect(eventTime({ timestamp: receivedAt - DAY, receivedAt })).toBe(receivedAt - DAY)
  })

  it('is the time of arrival when there is no timestamp', () => {
    expect(eventTime({ sentAt: 5, receivedAt })).toBe(receivedAt)
  })

  it('is never further away than 30 days back and 5 minutes ahead', () => {
    expect(eventTime({ timestamp: 0, receivedAt })).toBe(receivedAt - 30 * DAY)
    expect(eventTime({ timestamp: receivedAt + DAY, receivedAt })).toBe(receivedAt + 5 * MINUTE)
  })

  it('is never after its sending', () => {
    expect(eventTime({ timestamp: receivedAt, sentAt: receivedAt - DAY, receivedAt })).toBe(receivedAt)
  })
})
