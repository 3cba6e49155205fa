// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { EVENTS } from '@espalier/core'
import { expect, test, vi } from 'vitest'
import type { UsageSource } from './ask-usage.ts'
import { useHostPage } from './testing/host-page.ts'

const host = useHostPage()

/** What the server has heard of usage. */
const told = () => [...host.server.stored.values()].flatMap(({ event, properties }) => (event === EVENTS.usage ? [properties] : []))

test('asks for the usage of metered features, tells what is news, and warns of limits', async () => {
  const asked: string[] = []
  const near: unknown[] = []
  const client = host.start({
    usage: async (feature) => {
      asked.push(feature)
      return { used: 9 }
    },
  })
  client.on('limit:near', (detail) => near.push(detail))
  host.clock.advance(0)
  await vi.waitFor(() => expect(client.check('exports').used).toBe(9))
  expect(asked).toEqual(['exports'])
  expect(near).toEqual([{ feature: 'exports', used: 9, limit: 10 }])
  await client.flush()
  expect(told()).toEqual([{ feature: 'exports', used: 9 }])
})

test.each([
  [
    'throws',
    () => {
      throw new Error('planned')
    },
  ],
  ['rejects', () => Promise.reject(new Error('planned'))],
  ['never answers', () => new Promise<never>(() => undefined)],
  ['gives nothing', () => undefined],
  ['gives no number', () => ({ used: 'many' }) as unknown as { used: number }],
  ['gives what is known', () => ({ used: 7, limit: 10 })],
])('a callback that %s changes nothing', async (_, usage) => {
  const called = vi.fn<UsageSource>(usage)
  const client = await host.startReady({ usage: called })
  await vi.waitFor(() => expect(called).toHaveBeenCalled())
  await client.flush()
  expect([client.check('exports').used, told()]).toEqual([7, []])
})

test('what was asked about one person is not told about the next', async () => {
  const answer = Promise.withResolvers<{ used: number }>()
  const called = vi.fn<UsageSource>(() => answer.promise)
  const client = await host.startReady({ usage: called })
  await vi.waitFor(() => expect(called).toHaveBeenCalled())
  client.reset()
  answer.resolve({ used: 9 })
  await client.flush()
  expect(told()).toEqual([])
})
