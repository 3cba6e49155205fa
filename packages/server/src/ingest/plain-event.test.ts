import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isPlain } from './plain-event.ts'
import { wireEvent } from './wire-event.ts'

const KNOWN = ['type', 'messageId', 'timestamp', 'userId', 'anonymousId', 'event', 'properties', 'context', 'seq'] as const

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 260 }),
  fc.constantFrom('', 'a\nb', '\ud800', 'x'.repeat(201), '2026-02-29T00:00:00Z', '2026-04-31T00:00:00Z', '2026-11-22T24:00:00Z'),
  fc.anything(),
)
const text = fc.oneof({ weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 40 }) }, { weight: 1, arbitrary: odd })
const time = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }).map((date) => date.toISOString()),
  },
  { weight: 1, arbitrary: odd },
)
const things = fc.oneof({ weight: 4, arbitrary: fc.dictionary(fc.string(), fc.jsonValue()) }, { weight: 1, arbitrary: odd })
const raw = fc.record(
  {
    type: fc.oneof({ weight: 9, arbitrary: fc.constant('track') }, odd),
    messageId: text,
    timestamp: time,
    userId: text,
    anonymousId: text,
    event: text,
    properties: things,
    context: fc.oneof(fc.record({ groupId: text, page: things }, { requiredKeys: [] }), odd),
    seq: fc.oneof({ weight: 4, arbitrary: fc.nat() }, { weight: 1, arbitrary: fc.anything() }),
    groupId: fc.constantFrom(undefined, null, 'acme'),
    unknown: fc.constantFrom(undefined, 1),
  },
  { requiredKeys: ['type', 'event'] },
)

it('is plain only where the schema takes an event as it is', () => {
  let plain = 0
  fc.assert(
    fc.property(raw, (event) => {
      if (!isPlain(event)) return
      plain += 1
      const parsed = wireEvent.parse(event) as Record<string, unknown>
      for (const key of KNOWN) expect(parsed[key]).toEqual(event[key])
    }),
    { numRuns: 4000 },
  )
  expect(plain).toBeGreaterThan(100)
})

it.each(['2026-01-31', '2026-04-30', '2026-12-31', '2024-02-28'])('takes the %s without asking the schema', (day) => {
  expect(isPlain({ type: 'track', event: 'レポート出力', userId: 'mari', timestamp: `${day}T23:59:59.999Z` })).toBe(true)
})

it.each(['properties', 'context'])('leaves %s with a field that is called __proto__ to the schema', (field) => {
  const event = { type: 'track', event: 'x', userId: 'mari', [field]: JSON.parse('{"__proto__":[]}') as object }
  expect(isPlain(event)).toBe(false)
  expect(isPlain({ ...event, [field]: {} })).toBe(true)
})

it.each(['2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-11-00'])('leaves the %s to the schema', (day) => {
  expect(isPlain({ type: 'track', event: 'x', userId: 'mari', timestamp: `${day}T00:00:00Z` })).toBe(false)
})
