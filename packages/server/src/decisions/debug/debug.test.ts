import { EVENTS } from '@espalier/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openApp, type OpenApp } from '../../open-app.case.ts'
import { iso, NOON, offer, send } from '../workspace.case.ts'

let open: OpenApp
let now: number

const ask = (token: string, query = '') =>
  open.call('GET', `/v1/debug${query}`, undefined, { key: null, headers: { authorization: `Bearer ${token}` } })
const make = async (body: object): Promise<{ token: string; user: string; page?: string; expiresAt: string }> =>
  (await open.call('POST', '/v1/debug', body)).body

beforeEach(async () => {
  now = NOON
  open = await openApp({ clock: () => now })
  await open.call('PUT', '/v1/settings', { holdout: 0 })
  await open.call('PUT', '/v1/campaigns/offer', offer())
  await open.call('POST', '/v1/campaigns/offer/publish')
  await send(
    open,
    { type: 'identify', userId: 'mari', timestamp: iso(NOON - 60_000), traits: { role: 'admin' } },
    { type: 'identify', userId: 'ken', timestamp: iso(NOON - 60_000), traits: { role: 'secret of Ken' } },
    {
      type: 'track',
      userId: 'mari',
      event: EVENTS.view,
      timestamp: iso(NOON - 30_000),
      context: { visit: 'tab', page: { path: '/reports', url: 'https://app.example.com/reports' } },
      properties: { asOf: NOON, openFor: 5000, places: ['top'], visible: ['top'], device: 'desktop', zone: 'Asia/Tokyo', consent: true },
    },
  )
})
afterEach(() => open[Symbol.asyncDispose]())

test('a link leads to the page that the person was last seen on, and tells its overlay about this person', async () => {
  const link = await make({ user: 'mari' })
  expect(link).toMatchObject({ user: 'mari', page: 'https://app.example.com/reports', expiresAt: iso(NOON + 15 * 60_000) })
  const { status, body, headers } = await ask(link.token, '?url=/reports&place=top,interruption')
  expect([status, body.user, body.facts.user.role]).toEqual([200, 'mari', 'admin'])
  expect(body.decisions).toMatchObject([{ campaign: 'offer', summary: { ja: expect.any(String) } }])
  expect(body.campaigns).toMatchObject([{ campaign: 'offer', kind: 'card', content: { ja: { title: expect.any(String) } } }])
  expect(headers.get('access-control-allow-origin')).toBe('*')
})

test('a token tells nothing about anybody else, whatever is asked', async () => {
  const { token } = await make({ user: 'mari' })
  const { body } = await ask(token, '?user=ken&account=ken')
  expect(body.user).toBe('mari')
  expect(JSON.stringify(body)).not.toContain('secret of Ken')
})

test('a token works for a quarter of an hour', async () => {
  const { token } = await make({ user: 'mari' })
  now = NOON + 15 * 60_000 - 1
  expect((await ask(token)).status).toBe(200)
  now += 1
  expect(await ask(token)).toMatchObject({ status: 401, body: { error: { code: 'debug-token' } } })
})

test('a token that was changed, made up or left out is refused', async () => {
  const { token } = await make({ user: 'mari' })
  const [text = '', signature = ''] = token.split('.')
  const forged = Buffer.from(Buffer.from(text, 'base64url').toString().replace('mari', 'ken')).toString('base64url')
  const broken = ['', 'x', '.', `${forged}.${signature}`, `${text}.${signature}x`, `${text}.`, `${token}.more`, `${text}.${'A'.repeat(43)}`]
  for (const one of broken) expect([one, (await ask(one)).status]).toEqual([one, 401])
  expect((await ask(token)).status).toBe(200)
})

test('a public key makes no link', async () => {
  expect((await open.call('POST', '/v1/debug', { user: 'mari' }, { key: 'pk_test_demo' })).status).toBe(403)
})
