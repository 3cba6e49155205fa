// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { afterEach, describe, expect, test, vi } from 'vitest'
import { useHostPage } from './testing/host-page.ts'
import { CARD, sampleBoot } from './testing/sample-boot.ts'

const host = useHostPage()

/** A page of somebody who was here before, up to the end of its first task. */
async function comeBack(plan?: string): Promise<{ client: ReturnType<typeof host.start>; read: string[] }> {
  host.server.boot = sampleBoot([CARD], { edition: 'first' })
  const before = await host.startReady()
  before.identify('u_1')
  host.clock.advance(0)
  await host.server.until(() => host.server.boots.length === 2)
  await before.flush()
  before.shutdown()
  const reading = vi.spyOn(localStorage, 'getItem')
  const client = host.start()
  if (plan !== undefined) client.identify('u_1', { plan })
  client.check('analytics')
  const read = reading.mock.calls.map(([name]) => name)
  reading.mockRestore()
  return { client, read }
}

test('a page that begins reads what is known of the person, and leaves the campaigns for later', async () => {
  const { client, read } = await comeBack('team')
  expect(read).toContain('espalier:boot')
  expect(read).not.toContain('espalier:campaigns')
  expect(client.check('analytics').reason).toBe('not-in-plan')
  expect((await client.explain()).map(({ campaign }) => campaign)).toEqual(['near-limit'])
})

test('campaigns that another tab replaces before they are read are asked for in full', async () => {
  const { client } = await comeBack()
  localStorage.setItem('espalier:campaigns', '[]')
  localStorage.setItem('espalier:edition', '"second"')
  host.server.boot = sampleBoot([CARD], { edition: 'second' })
  host.clock.advance(0)
  const { length } = host.server.boots
  await host.server.until(() => host.server.boots.length > length)
  await client.flush()
  expect(host.server.boots.at(-1)).not.toHaveProperty('edition')
  expect((await client.explain()).map(({ campaign }) => campaign)).toEqual(['near-limit'])
})

test('while they are gone nothing is said of the page, and what the other tab kept stays', async () => {
  const { client } = await comeBack()
  localStorage.setItem('espalier:campaigns', '[7]')
  localStorage.setItem('espalier:edition', '"second"')
  host.server.fault = { status: 503 }
  let answers = 0
  const refused = host.server.until(() => answers++ > 0)
  host.clock.advance(0)
  await refused
  host.clock.advance(1000)
  client.track('Report Opened')
  client.shutdown()
  expect([localStorage.getItem('espalier:campaigns'), localStorage.getItem('espalier:edition')]).toEqual(['[7]', '"second"'])
  host.server.fault = {}
  const later = host.start()
  await later.flush()
  expect(host.names()).toContain('Report Opened')
  expect(host.views()).toEqual([])
})

test('what one workspace answered is nothing to the client of another one on the same origin', async () => {
  await comeBack()
  const same = host.start()
  const other = host.start({ key: 'pk_test_other' })
  expect([same, other].map((client) => client.check('analytics').reason)).toEqual(['not-in-plan', 'not-loaded'])
  expect((await same.explain()).map(({ campaign }) => campaign)).toEqual(['near-limit'])
  expect(await other.explain()).toEqual([])
})

describe('a page that stays open', () => {
  afterEach(() => vi.restoreAllMocks())
  const hide = (hidden: boolean): void => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
    document.dispatchEvent(new Event('visibilitychange'))
    host.clock.advance(0)
  }
  const asked = (): number => host.server.boots.length
  const heard = (client: ReturnType<typeof host.start>): Promise<void> =>
    new Promise((resolve) => {
      const stop = client.on('change', () => {
        stop()
        resolve()
      })
    })
  /** Lets a page with a card on it be looked at for a while. */
  const openWithCard = async (changes = {}): Promise<ReturnType<typeof host.start>> => {
    document.body.innerHTML = '<espalier-slot name="top"></espalier-slot>'
    host.server.boot = sampleBoot([CARD], changes)
    const client = await host.startReady()
    host.clock.advance(100)
    await host.settle(client)
    return client
  }

  /** Somebody does something, and whatever follows from it at once does. */
  const act = (client: ReturnType<typeof host.start>): void => {
    client.track('Report Opened')
    host.clock.advance(0)
  }

  test('asks again with the first event after its answer is too old, and leaves alone what is on the screen', async () => {
    const client = await openWithCard()
    const [card] = host.screen
    expect(card).toBeDefined()
    for (const times of [2, 3, 4]) {
      host.server.boot = sampleBoot([CARD], { at: host.clock.now() + 300_000 })
      host.clock.advance(299_000)
      act(client)
      await client.flush()
      expect(asked()).toBe(times - 1)
      const again = heard(client)
      host.clock.advance(1001)
      act(client)
      act(client)
      await again
      await host.settle(client)
      expect(asked()).toBe(times)
    }
    await client.flush()
    expect([host.screen, host.names().filter((name) => name === 'espalier:exposure').length]).toEqual([[card], 1])
  })

  test('asks nothing as long as nothing happens', async () => {
    const client = await openWithCard()
    const before = asked()
    host.clock.advance(24 * 3_600_000)
    await client.flush()
    expect(asked()).toBe(before)
  })

  test('learns what is new for who sits in front of it', async () => {
    const client = await openWithCard()
    const entitlements = { analytics: { kind: 'boolean', name: { en: 'A', ja: 'A' }, allowed: true } } as const
    host.server.boot = sampleBoot([], { at: host.clock.now() + 300_000, entitlements })
    const again = heard(client)
    host.clock.advance(300_001)
    act(client)
    await again
    await host.settle(client)
    expect(client.check('analytics').reason).toBe('entitled')
  })

  test('asks nothing while nobody can see it, and once when it is seen again, whatever the clock of the server says', async () => {
    for (const ahead of [0, -3_600_000, 3_600_000]) {
      const client = await openWithCard({ at: host.clock.now() + ahead })
      const before = asked()
      hide(true)
      host.clock.advance(3_600_000)
      act(client)
      await client.flush()
      expect(asked()).toBe(before)
      const again = heard(client)
      hide(false)
      await again
      hide(true)
      hide(false)
      await client.flush()
      host.clock.advance(299_000)
      act(client)
      await client.flush()
      expect(asked()).toBe(before + 1)
      client.shutdown()
      localStorage.clear()
    }
  })

  test('asks no more once it is shut down, or may not', async () => {
    for (const end of ['shutdown', 'consent'] as const) {
      const client = await openWithCard()
      const before = asked()
      if (end === 'consent') client.consent('denied')
      else client.shutdown()
      host.clock.advance(3_600_000)
      act(client)
      await client.flush()
      expect(asked()).toBe(before)
      client.shutdown()
    }
  })

  test('counts the time anew for somebody else', async () => {
    const client = await openWithCard()
    host.clock.advance(200_000)
    const again = heard(client)
    client.identify('u_9')
    await again
    host.clock.advance(0)
    await host.server.until(() => asked() === 2)
    await client.flush()
    host.clock.advance(299_000)
    act(client)
    await client.flush()
    expect(asked()).toBe(2)
    host.clock.advance(1001)
    act(client)
    await host.server.until(() => asked() === 3)
  })

  test('waits ever longer for a server that does not answer', async () => {
    const client = await openWithCard()
    let tries = 0
    host.server.fault = { status: 503 }
    const stop = client.on('change', () => tries++)
    for (let minute = 0; minute < 30; minute++) {
      host.clock.advance(60_000)
      act(client)
      await client.flush()
    }
    stop()
    expect(tries).toBeGreaterThan(3)
    expect(tries).toBeLessThan(14)
  })
})
