import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Stretch } from '../stretch.ts'
import { packSegment, readSegment } from './segment.ts'

const MOST = 2 ** 21
const whose = Int32Array.from({ length: MOST }, (_, pair) => (pair % 5 === 0 ? -1 : pair))

interface Event {
  at: number
  name: string
  pair: number
}

function read(events: readonly Event[], names: readonly string[], from: number, to: number): unknown[] {
  const known = [...new Set(events.map(({ name }) => name))]
  const places = new Map(known.map((name, place) => [name, place]))
  const body = packSegment({
    times: events.map(({ at }) => at),
    names: known,
    codes: events.map(({ name }) => places.get(name) ?? 0),
    pairs: events.map(({ pair }) => pair),
  })
  const into = new Stretch(events.length)
  const found = readSegment(body, { stepsOf: (name) => names.indexOf(name) + 1, from, to, whose, into })
  return Array.from({ length: found.length }, (_, place) => [found.who[place], found.times[place], names[(found.steps[place] ?? 0) - 1]])
}

function sought(events: readonly Event[], names: readonly string[], from: number, to: number): unknown[] {
  const inTime = events.toSorted((one, other) => one.at - other.at)
  const meant = inTime.filter(({ at, name, pair }) => names.includes(name) && at >= from && at < to && pair % 5 > 0)
  return meant.map(({ at, name, pair }) => [pair, at, name])
}

it('reads of a segment what was written, in the order of time', () => {
  const at = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: -4e14, max: 4e14 }))
  const pair = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: MOST - 1 }))
  const event = fc.record({ at, name: fc.constantFrom('A', 'B', '', 'C'), pair })
  const names = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D'), { minLength: 1 })
  const law = fc.property(fc.array(event), names, at, at, (events, of, from, to) => {
    expect(read(events, of, from, to)).toEqual(sought(events, of, from, to))
  })
  fc.assert(law)
})

it('has room for more names than a byte tells apart, and for the farthest pairs', () => {
  const events = Array.from({ length: 70_000 }, (_, index) => ({ at: index % 7, name: `name ${index}`, pair: MOST - 1 - index }))
  const names = ['name 3', 'name 257', 'name 69999']
  expect(read(events, names, 0, 9)).toEqual(sought(events, names, 0, 9))
  expect(sought(events, names, 0, 9)).toHaveLength(3)
})
