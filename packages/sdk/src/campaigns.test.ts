// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { expect, test, vi } from 'vitest'
import { useHostPage } from './testing/host-page.ts'
import { CARD, sampleBoot } from './testing/sample-boot.ts'

const host = useHostPage()

/** A page of somebody who was here before, up to the end of its first task. */
async function comeBack(): Promise<{ client: ReturnType<typeof host.start>; read: string[] }> {
  host.server.boot = sampleBoot([CARD], { edition: 'first' })
  const before = await host.startReady()
  before.identify('u_1')
  host.clock.advance(0)
  await host.server.until(() => host.server.boots.length === 2)
  await before.flush()
  before.shutdown()
  const reading = vi.spyOn(localStorage, 'getItem')
  const client = host.start()
  client.identify('u_1', { plan: 'team' })
  const read = reading.mock.calls.map(([name]) => name)
  reading.mockRestore()
  return { client, read }
}

test('a page that begins reads what is known of the person, and leaves the campaigns for later', async () => {
  const { client, read } = await comeBack()
  expect(read).toContain('espalier:boot')
  expect(read).not.toContain('espalier:campaigns')
  expect(client.check('analytics').reason).toBe('not-in-plan')
  expect((await client.explain()).map(({ campaign }) => campaign)).toEqual(['near-limit'])
})

test('campaigns that another tab replaces before they are read are asked for in full', async () => {
  const { client } = await comeBack()
  localStorage.setItem('espalier:campaigns', '[]')
  localStorage.setItem('espalier:edition', '"second"')
  const { length } = host.server.boots
  const views = host.views().length
  const at = host.clock.now() + 1
  host.server.boot = sampleBoot([CARD], { edition: 'second', at })
  host.clock.advance(0)
  await host.server.until(() => host.server.boots.length > length)
  await client.flush()
  expect(host.server.boots.at(-1)).not.toHaveProperty('edition')
  expect((await client.explain()).map(({ campaign }) => campaign)).toEqual(['near-limit'])
  // Nothing was decided with the answer whose campaigns are gone, so no view names it.
  host.clock.advance(1000)
  await client.flush()
  expect(
    new Set(
      host
        .views()
        .slice(views)
        .map(({ properties }) => properties?.['asOf']),
    ),
  ).toEqual(new Set([at]))
})
