import type { Definitions } from '@espalier/core/schema'
import { expect, test } from 'vitest'
import { changeOne, sameOne } from './change-one.ts'

const segment = (id: string, name = id) => ({ id, name, audience: {} })
const of = (...segments: Definitions['segments']): Definitions => ({ segments, events: [] })
const A = { list: 'segments', id: 'a' } as const

test('a definition is written anew, replaced or taken away, and what somebody else did to the others stays', () => {
  const theirs = of(segment('b', 'B of theirs'), segment('a'), segment('c'))
  expect(changeOne(theirs, A, of(segment('a', 'A of mine'), segment('b')))).toEqual(
    of(segment('b', 'B of theirs'), segment('a', 'A of mine'), segment('c')),
  )
  expect(changeOne(theirs, A, of(segment('b')))).toEqual(of(segment('b', 'B of theirs'), segment('c')))
  expect(changeOne(of(segment('c')), A, of(segment('a')))).toEqual(of(segment('c'), segment('a')))
})

test('a definition is the same in both where neither has it, or both have it alike', () => {
  expect(sameOne(A, of(segment('a'), segment('b')), of(segment('c'), segment('a')))).toBe(true)
  expect(sameOne(A, of(), of(segment('c')))).toBe(true)
  expect(sameOne(A, of(segment('a')), of())).toBe(false)
  expect(sameOne(A, of(segment('a')), of(segment('a', 'Another')))).toBe(false)
})
