// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { expect, test, vi } from 'vitest'
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
