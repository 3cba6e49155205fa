import { expect, test } from 'vitest'
import type { Run, WireEvent } from '../event.ts'
import { noteRun } from './run.ts'

const noted = (...events: [visit: string, seq: number][]): Run[] => {
  const runs: Run[] = []
  events.forEach(([visit, seq], index) => {
    const event: WireEvent = { type: 'track', messageId: `m${index}`, timestamp: '2026-11-22T12:00:00Z', seq, context: { visit } }
    noteRun(runs, event)
  })
  return runs
}

test('events of one page that follow one another are one run, whatever other tabs do between them', () => {
  expect(noted(['a', 3], ['b', 0], ['a', 4], ['b', 1], ['a', 5])).toEqual([
    ['b', 'm3', 0, 2],
    ['a', 'm4', 3, 6],
  ])
})

test('what was missed between two events is in no run', () => {
  expect(noted(['a', 0], ['a', 2])).toEqual([
    ['a', 'm1', 2, 3],
    ['a', 'm0', 0, 1],
  ])
})

test('the next page of a tab begins a run of its own, and goes on with it where the one before has ended', () => {
  expect(noted(['a', 0], ['a', 1], ['a', 0], ['a', 1], ['a', 2])).toEqual([
    ['a', 'm4', 0, 3],
    ['a', 'm1', 0, 2],
  ])
})
