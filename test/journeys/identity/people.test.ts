import type { Client } from '@espalier/sdk'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { watchWire, type Wire } from '../../harness/wire.ts'
import { eventsOf, expectEvents, open, say, signIn, startHost, stored, type Host } from './host.ts'

let host: Host
let context: BrowserContext
let wire: Wire

beforeAll(async () => {
  host = await startHost()
  await host.decide({ identity: { mode: 'enforce' } })
})
afterAll(() => host?.stop())
beforeEach(async () => {
  context = await host.browser.newContext({ locale: 'en-US' })
  wire = watchWire(context, host.server.url)
})
afterEach(() => context.close())

/** Bodies that name somebody, as text. */
const naming = (who: string) => wire.sent.filter(({ body }) => JSON.stringify(body ?? '').includes(who)).length

/** Whom a token is about. */
function subjectOf(token: string): string {
  return (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }).sub
}

test('from a visitor to a user to nobody: each keeps what is theirs, and nothing is left to read', async () => {
  const page = await open(host, context)
  await say(page, 'track', 'Read Pricing')
  await signIn(host, page, 'u_ann', 'acct_ann')
  await say(page, 'track', 'Report Exported')
  await say(page, 'flush')
  await expectEvents(host, 'u_ann', ['Read Pricing', 'Report Exported'])
  expect(await stored(page)).toContain('u_ann')

  await say(page, 'reset')
  await say(page, 'flush')
  expect(await stored(page)).not.toContain('ann')
  const before = naming('ann')
  await say(page, 'track', 'Read Pricing')
  await signIn(host, page, 'u_bob', 'acct_bob')
  await say(page, 'track', 'Report Printed')
  await say(page, 'flush')
  await expectEvents(host, 'u_bob', ['Read Pricing', 'Report Printed'])
  expect(await eventsOf(host, 'u_ann')).toEqual(['Read Pricing', 'Report Exported'])
  expect(naming('ann')).toBe(before)
  await page.reload()
  expect(await stored(page)).not.toContain('ann')
})

test('who signs out offline keeps their events, which go with their own token once the network is back', async () => {
  const page = await open(host, context)
  await signIn(host, page, 'u_cat', 'acct_cat')
  await say(page, 'flush')
  await context.setOffline(true)
  await say(page, 'track', 'Report Exported')
  await say(page, 'reset')
  await signIn(host, page, 'u_dan', 'acct_dan')
  await say(page, 'track', 'Report Printed')
  await say(page, 'flush')
  await context.setOffline(false)
  await expectEvents(host, 'u_cat', ['Report Exported'])
  await expectEvents(host, 'u_dan', ['Report Printed'])
  await expect.poll(() => stored(page)).not.toContain('cat')
  const carried = wire.sent.flatMap(({ body }) => {
    const { token = '', batch = [] } = (body ?? {}) as { token?: string; batch?: { userId?: string }[] }
    return batch.flatMap(({ userId }) => (userId === undefined ? [] : `${userId} with the token of ${subjectOf(token)}`))
  })
  expect([...new Set(carried)].toSorted()).toEqual(['u_cat with the token of u_cat', 'u_dan with the token of u_dan'])
})

test('who acts for another account leaves what they did with the first', async () => {
  const page = await open(host, context)
  await signIn(host, page, 'u_eve', 'acct_one')
  await say(page, 'track', 'Report Exported')
  await signIn(host, page, 'u_eve', 'acct_two')
  await say(page, 'track', 'Report Printed')
  await say(page, 'flush')
  await expectEvents(host, 'u_eve', ['Report Exported', 'Report Printed'])
  const of = async (account: string) => {
    const { events } = (await host.call('GET', `/v1/accounts/${account}`)) as { events: { name: string | null }[] }
    return events.flatMap(({ name }) => (name?.startsWith('Report') ? [name] : []))
  }
  expect([await of('acct_one'), await of('acct_two')]).toEqual([['Report Exported'], ['Report Printed']])
  await wire.expect('/v1/boot', (body) => (body as { groupId?: string }).groupId === 'acct_two')
  await expect.poll(() => page.evaluate(() => localStorage.getItem('espalier:boot'))).toContain('acct_two')
  expect(await page.evaluate(() => localStorage.getItem('espalier:boot'))).not.toContain('acct_one')
})

test('a tab that still shows the person before leaves nothing of them for the next one', async () => {
  const [first, second] = [await open(host, context), await open(host, context)]
  await signIn(host, first, 'u_fay', 'acct_fay')
  await signIn(host, second, 'u_fay', 'acct_fay')
  await say(second, 'flush')
  await say(first, 'reset')
  await signIn(host, first, 'u_gus', 'acct_gus')
  await say(second, 'track', 'Report Exported')
  await say(second, 'flush')
  await second.close()
  // What the tab that closed had not got through, the other one sends.
  await say(first, 'flush')
  await expectEvents(host, 'u_fay', ['Report Exported'])
  expect(await eventsOf(host, 'u_gus')).toEqual([])
  expect(await stored(first)).not.toContain('fay')
})

test('a tab of somebody else leaves what it cannot sign to the tab that can', async () => {
  const [first, second] = [await open(host, context), await open(host, context)]
  await signIn(host, first, 'u_ida', 'acct_ida')
  await say(first, 'flush')
  await signIn(host, second, 'u_joe', 'acct_joe')
  await say(second, 'flush')
  await say(second, 'track', 'Report Exported')
  await expect.poll(() => stored(first)).toContain('Report Exported')
  await say(first, 'flush')
  await say(second, 'flush')
  await expectEvents(host, 'u_joe', ['Report Exported'])
})

test('who signs out right after the page has opened keeps what they did on it', async () => {
  const page = await open(host, context)
  await signIn(host, page, 'u_kim', 'acct_kim')
  await say(page, 'flush')
  await expect.poll(() => page.evaluate(() => localStorage.getItem('espalier:boot'))).toContain('acct_kim')
  const again = await open(host, context)
  await again.evaluate(
    (token) => {
      const scope = globalThis as unknown as { espalier: Client; hostTokens: Record<string, string> }
      scope.hostTokens['u_kim of acct_kim'] = token
      scope.espalier.track('Report Exported')
      scope.espalier.reset()
    },
    host.token('u_kim', 'acct_kim'),
  )
  await expectEvents(host, 'u_kim', ['Report Exported'])
})

test('where tokens come with identify, what a page left unsent waits on the next one until somebody has signed in', async () => {
  const signInWith = (page: Page, user: string, account: string) =>
    page.evaluate(
      ({ token, userId, groupId }) => {
        const { espalier } = globalThis as unknown as { espalier: Client }
        espalier.identify(userId, {}, { token })
        espalier.group(groupId)
      },
      { token: host.token(user, account), userId: user, groupId: account },
    )
  const before = await open(host, context, { signed: false })
  await signInWith(before, 'u_lea', 'acct_lea')
  await say(before, 'flush')
  await context.setOffline(true)
  await say(before, 'track', 'Report Exported')
  await expect.poll(() => stored(before)).toContain('Report Exported')
  await before.close()
  await context.setOffline(false)
  const after = await open(host, context, { signed: false })
  await say(after, 'flush')
  await signInWith(after, 'u_lea', 'acct_lea')
  await say(after, 'flush')
  await expectEvents(host, 'u_lea', ['Report Exported'])
})

test('a browser that claims somebody is answered about nobody, and changes nothing', async () => {
  const owner = await open(host, context)
  await signIn(host, owner, 'u_hal', 'acct_hal')
  await say(owner, 'flush')
  const known = await host.call('GET', '/v1/users/u_hal')
  const thief = await host.browser.newContext()
  const page = await open(host, thief, { signed: false })
  const sent = watchWire(thief, host.server.url)
  // Who they are is asked about as soon as they have signed in, before or after the batch: waited for from here.
  const answer = page.waitForResponse(
    (response) => response.url().endsWith('/v1/boot') && response.request().postData()?.includes('u_hal') === true,
  )
  await signIn(host, page, 'u_hal', 'acct_hal')
  await say(page, 'track', 'Report Exported')
  await say(page, 'flush')
  expect(await (await answer).json()).toMatchObject({ campaigns: [], entitlements: {}, error: { code: 'token' } })
  await sent.expect('/v1/batch')
  expect(await host.call('GET', '/v1/users/u_hal')).toEqual(known)

  // The planted fault: where nobody asks for tokens, the same page does harm.
  await host.decide({ identity: { mode: 'off' } })
  try {
    await signIn(host, page, 'u_hal', 'acct_hal')
    await say(page, 'track', 'Report Printed')
    await say(page, 'flush')
    // What was refused within the last minute had waited for a token, and goes along.
    await expectEvents(host, 'u_hal', ['Report Exported', 'Report Printed'])
  } finally {
    await host.decide({ identity: { mode: 'enforce' } })
    await thief.close()
  }
})
