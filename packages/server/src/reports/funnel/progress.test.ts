import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Progress } from './progress.ts'
import { Stretch } from './stretch.ts'
import { furthest } from './walk.ts'

const PEOPLE = 4
const event = fc.record({
  who: fc.integer({ min: 0, max: PEOPLE - 1 }),
  at: fc.integer({ min: 0, max: 12 }),
  fits: fc.integer({ min: 1, max: 7 }),
})
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never

const stretchOf = (events: readonly Event[]) => {
  const stretch = new Stretch(events.length)
  for (const { who, at, fits } of events) stretch.add(who, at, fits)
  return stretch.inTime()
}

it('counts while events pass by what the whole of everybody says, whatever comes late and however little can be held', () => {
  const parts = fc.array(fc.array(event, { maxLength: 12 }), { maxLength: 5 })
  const law = fc.property(parts, fc.integer({ min: 2, max: 3 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 9 }), check)
  fc.assert(law, { numRuns: 500 })
})

function check(parts: readonly (readonly Event[])[], count: number, windowMs: number, held: number): void {
  const course = { count, windowMs, entry: { from: 2, to: 10 } }
  const stretches = parts.map(stretchOf)
  const progress = new Progress(PEOPLE, course)
  for (const stretch of stretches) progress.add(stretch)
  for (const whole of progress.late(held)) {
    for (const stretch of stretches) whole.add(stretch)
    while (whole.settle(1));
  }
  const reached = Array.from({ length: PEOPLE }, (_, who) => {
    const own = parts.flat().filter((one) => one.who === who)
    return furthest({ times: own.map(({ at }) => at), steps: own.map(({ fits }) => fits) }, count, windowMs, course.entry)
  })
  expect(progress.counts()).toEqual(Array.from({ length: count }, (_, step) => reached.filter((steps) => steps > step).length))
}

it('looks again only at those whose events came in another order', () => {
  const course = { count: 2, windowMs: 10, entry: { from: 0, to: 100 } }
  const of = (parts: readonly (readonly Event[])[]) => {
    const progress = new Progress(PEOPLE, course)
    for (const part of parts) progress.add(stretchOf(part))
    return [...progress.late()].map(({ events }) => events)
  }
  const [first, second] = [
    { who: 1, at: 5, fits: 1 },
    { who: 1, at: 6, fits: 2 },
  ]
  expect(of([[first], [second]])).toEqual([])
  expect(of([[second], [first]])).toEqual([2])
  expect(of([[second, first]])).toEqual([])
})
