import { expect, test } from 'vitest'
import type { Store } from './store.ts'

const message = (id: string, at: number) => ({ id, type: 'test', at, body: `{"n":"${id}"}` })

/** What every adapter of the port of messages to the owner keeps to. */
export function hookCases(open: () => Promise<Store>): void {
  test('keeps what the owner wants to be told of, and when a kind of message was put in line last', async () => {
    const { hooks } = await open()
    const endpoint = { url: 'https://a.example/1', secret: 'whsec_1', createdAt: 1 }
    await hooks.saveEndpoint({ ...endpoint, topics: ['leads', 'events'] })
    expect(await hooks.endpoint()).toEqual({ ...endpoint, topics: ['leads', 'events'] })
    await hooks.saveEndpoint(endpoint)
    expect(await hooks.endpoint()).toEqual(endpoint)
    expect(await hooks.lastOf('fault.price-unknown')).toBeUndefined()
    for (const [id, type, at] of [
      ['a', 'fault.price-unknown', 5],
      ['b', 'fault.price-unknown', 3],
      ['c', 'lead.passed', 9],
    ] as const) {
      await hooks.append({ id, type, at, body: '{}' })
    }
    expect(await hooks.lastOf('fault.price-unknown')).toBe(5)
  })

  test('keeps one endpoint, and what is not delivered goes with it', async () => {
    const { hooks } = await open()
    expect(await hooks.endpoint()).toBeUndefined()
    await hooks.saveEndpoint({ url: 'https://a.example/1', secret: 'whsec_1', createdAt: 1 })
    await hooks.saveEndpoint({ url: 'https://a.example/2', secret: 'whsec_2', createdAt: 2 })
    expect(await hooks.endpoint()).toEqual({ url: 'https://a.example/2', secret: 'whsec_2', createdAt: 2 })
    await hooks.append(message('delivered', 1))
    await hooks.append(message('waits', 2))
    await hooks.tried('delivered', { deliveredAt: 3 })
    await hooks.saveEndpoint(undefined)
    expect([await hooks.endpoint(), (await hooks.latest(9)).map(({ id }) => id)]).toEqual([undefined, ['delivered']])
  })

  test('keeps messages in line, in the order in which they were put there, until they are delivered', async () => {
    const { hooks } = await open()
    for (const [id, at] of Object.entries({ b: 5, a: 5, c: 1 })) await hooks.append(message(id, at))
    await hooks.tried('b', { failedAt: 6, problem: 'http-500', nextAt: 11 })
    await hooks.tried('a', { deliveredAt: 7 })
    const failed = { id: 'b', type: 'test', at: 5, body: '{"n":"b"}', attempts: 1, nextAt: 11, failedAt: 6, problem: 'http-500' }
    expect(await hooks.waiting(9)).toEqual([failed, { id: 'c', type: 'test', at: 1, body: '{"n":"c"}', attempts: 0, nextAt: 1 }])
    expect(await hooks.known(['a', 'b', 'd'])).toEqual(new Set(['a', 'b']))
    expect(await hooks.known([])).toEqual(new Set())
    await hooks.hurry(8, [4])
    expect((await hooks.waiting(9)).map(({ nextAt }) => nextAt)).toEqual([11, 1])
    await hooks.hurry(8, [4, 5])
    expect((await hooks.waiting(9)).map(({ nextAt }) => nextAt)).toEqual([8, 1])
    expect((await hooks.waiting(1)).map(({ id }) => id)).toEqual(['b'])
    expect((await hooks.latest(2)).map(({ id }) => id)).toEqual(['c', 'a'])
    await hooks.tried('b', { deliveredAt: 12 })
    expect((await hooks.latest(3))[2]).toMatchObject({ id: 'b', attempts: 2, deliveredAt: 12 })
    await hooks.forget(12)
    expect((await hooks.latest(9)).map(({ id }) => id)).toEqual(['c', 'b'])
  })

  test('gives a message that is due to one server at a time', async () => {
    const { hooks } = await open()
    await hooks.append(message('one', 5))
    expect(await hooks.claim('one', 4, 60)).toBe(false)
    expect(await Promise.all([hooks.claim('one', 5, 60), hooks.claim('one', 5, 60)]).then((all) => all.filter(Boolean))).toHaveLength(1)
    // Who hurries what rests takes nothing out of the hands of who sends it.
    await hooks.hurry(30, [5])
    expect([await hooks.claim('one', 59, 99), await hooks.claim('one', 60, 99)]).toEqual([false, true])
    await hooks.tried('one', { failedAt: 70, problem: 'timeout', nextAt: 75 })
    expect(await hooks.claim('one', 75, 135)).toBe(true)
    await hooks.hurry(80, [5])
    expect(await hooks.claim('one', 80, 140)).toBe(false)
    await hooks.tried('one', { deliveredAt: 61 })
    expect(await hooks.claim('one', 100, 200)).toBe(false)
  })
}
