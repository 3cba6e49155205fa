import fc from 'fast-check'
import { expect, test } from 'vitest'
import { iso, NOON, openWorkspace } from '../decisions/workspace.case.ts'
import { putInOrder, type Ordered } from './in-order.ts'

const HOUR = 3_600_000

const step = (seq: number, at: number, visit = 'v1') => ({
  type: 'track',
  event: 'Step Taken',
  messageId: `m-${visit}-${seq}`,
  anonymousId: 'mari',
  timestamp: iso(at),
  seq,
  context: { visit },
})

test('keeps the order of a page whose clock was set back by an hour between two events', async () => {
  await using open = await openWorkspace()
  const batch = [step(0, NOON + HOUR - 20_000), step(1, NOON + HOUR - 10_000), step(2, NOON - 8000), step(3, NOON - 2000)]
  await open.call('POST', '/v1/batch', { sentAt: iso(NOON), batch })
  const { body } = await open.call('GET', '/v1/users/mari')
  const steps = body.events.filter((one: { name: string }) => one.name === 'Step Taken')
  expect(steps.map((one: { at: string }) => one.at)).toEqual([iso(NOON - 2000), iso(NOON - 8000), iso(NOON - 8000), iso(NOON - 8000)])
})

test('never takes an event for later than its sending', async () => {
  await using open = await openWorkspace()
  await open.call('POST', '/v1/batch', { sentAt: iso(NOON - HOUR), batch: [step(0, NOON)] })
  const { body } = await open.call('GET', '/v1/users/mari')
  expect(body.events[0].at).toBe(iso(NOON))
})

test('moves no event of another page, and none further than to the next of its own', () => {
  const events = fc.array(fc.record({ at: fc.nat(1000), seq: fc.nat(5), visit: fc.constantFrom('a', 'b', undefined) }))
  fc.assert(
    fc.property(events, (all) => {
      const before: Ordered[] = all.map(({ at, seq, visit }) => ({ at, seq, context: visit === undefined ? {} : { visit } }))
      const after = before.map((one) => ({ ...one }))
      putInOrder(after)
      after.forEach((one, index) => {
        const { visit } = one.context
        const next = visit === undefined ? undefined : after.slice(index + 1).find(({ context }) => context['visit'] === visit)
        const bound = next && one.seq < next.seq ? next.at : Infinity
        expect(one.at).toBe(Math.min(before[index]?.at ?? 0, bound))
      })
    }),
  )
})
