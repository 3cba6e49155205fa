import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lastOf } from './chain.ts'
import type { Step } from './chain.ts'

const step = (event: string, before: string | undefined, after: string): Step => ({ event, before, after })

it('follows what led to what, not the order of arrival', () => {
  const steps = [step('second', '8', '6'), step('first', '5', '8')]
  expect(lastOf('5', steps)?.event).toBe('second')
  expect(lastOf('5', steps.toReversed())?.event).toBe('second')
})

it('keeps the later of two when the step between them is missing', () => {
  const steps = [step('third', '6', '7'), step('first', '5', '8')]
  expect(lastOf('5', steps)?.event).toBe('third')
  expect(lastOf('5', steps.toReversed())?.event).toBe('third')
})

it('puts the first event of a subscription before the update of the same second', () => {
  expect(lastOf(undefined, [step('updated', 'incomplete', 'active'), step('created', undefined, 'incomplete')])?.event).toBe('updated')
})

it('ends at the same standing in every order of arrival', () => {
  const walk = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 2, maxLength: 7 })
  fc.assert(
    fc.property(
      walk.chain((places) =>
        fc.tuple(fc.constant(places), fc.shuffledSubarray([...places.keys()].slice(1), { minLength: places.length - 1 })),
      ),
      ([places, order]) => {
        const steps = order.map((index) => step(`e${index}`, places[index - 1], places[index] ?? ''))
        expect(lastOf(places[0], steps)?.after).toBe(places.at(-1))
      },
    ),
  )
})
