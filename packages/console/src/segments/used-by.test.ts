import type { Definitions } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { idOf } from './id-of.ts'
import { usedBy } from './used-by.ts'

const where = { rows: { $gte: 1 } }
const definitions: Definitions = {
  segments: [
    { id: 'power', name: 'Power', audience: { 'event.large.count14d': { $gte: 2 } } },
    { id: 'new', name: 'New', audience: { 'user.daysSinceFirstSeen': { $lt: 7 } } },
  ],
  events: [
    { id: 'large', name: 'Large', event: 'Exported', where },
    { id: 'larger', name: 'Larger', event: 'Exported', where },
  ],
}
const campaigns = [
  { id: 'a', name: 'A', audience: { $or: [{ 'segment.power': true }, { 'plan.id': 'team' }] } },
  { id: 'b', name: 'B', audience: { 'accountEvent.larger.count': { $gte: 1 } } },
  { id: 'c', name: 'C', audience: {} },
]
const idsOf = (list: 'segments' | 'events', id: string) => {
  const used = usedBy(list, id, campaigns, definitions)
  return [used.campaigns.map((one) => one.id), used.segments.map((one) => one.id)]
}

it('finds who uses a definition, directly or through a segment, and no namesake', () => {
  expect(idsOf('segments', 'power')).toEqual([['a'], []])
  expect(idsOf('segments', 'new')).toEqual([[], []])
  expect(idsOf('events', 'large')).toEqual([['a'], ['power']])
  expect(idsOf('events', 'larger')).toEqual([['b'], []])
})

it('makes an id of a name that nothing has yet, and of a name in any script', () => {
  expect(idOf('Admins of growing teams!', 'segment', [])).toBe('admins-of-growing-teams')
  expect(idOf('Crème', 'segment', ['creme'])).toBe('creme-2')
  expect(idOf('成長中のチーム', 'segment', [])).toBe('segment')
})
