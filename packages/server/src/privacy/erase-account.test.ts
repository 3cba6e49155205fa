import fc from 'fast-check'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { discountEvent, openSender, stripeEventOf, subscription, TODAY } from '../billing/stripe-sender.case.ts'
import { iso, NOON, offer, openWorkspace, send } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'
import { rebuild } from '../rebuild/rebuild.ts'
import { history, openAt } from '../reports/kept/history.case.ts'
import { reports, reportsAnew } from '../reports/kept/reports.case.ts'
import { saveReports } from '../reports/prepare.ts'
import { ERASED } from '../store/privacy.ts'
import type { Store } from '../store/store.ts'
import { unordered } from './unordered.case.ts'

const HOUR = 3_600_000
const erase = (open: Pick<OpenApp, 'call'>, id: string) => open.call('DELETE', `/v1/accounts/${encodeURIComponent(id)}`)

/** Tables in which a text stands as a value of its own, or as part of one where `inside`. */
async function tablesNaming({ database: { db } }: Store, text: string): Promise<string[]> {
  const { sql } = await import('kysely')
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
  const found: string[] = []
  for (const { name } of rows) {
    const { rows: all } = await sql`select * from ${sql.table(name)}`.execute(db)
    if (JSON.stringify(all).replaceAll('\\"', '"').includes(`"${text}"`)) found.push(name)
  }
  return found
}

it('keeps every number of the reports, and a rebuild gives the same again', { timeout: 120_000 }, async () => {
  const whom = fc.constantFrom('acme', 'globex', 'initech')
  await fc.assert(
    fc.asyncProperty(history, whom, fc.boolean(), async (steps, account, elsewhere) => {
      const clock = { now: NOON }
      await using open = await openAt(clock)
      const { store } = open.deps
      for (const step of steps) {
        await step(open, clock)
        // Settings hold for what is received from their millisecond on.
        clock.now += 1
      }
      const boss = { userId: `boss-${account}`, traits: { role: 'boss', of: account } }
      if (elsewhere) {
        await send(
          open,
          { type: 'group', userId: boss.userId, groupId: 'umbrella' },
          { type: 'identify', ...boss, context: { groupId: account } },
        )
      }
      await open.deps.bootLog.settled()
      // Whoever was only ever met as a visitor is in no account but their own, and stays.
      const isMember = (await store.people.memberships([boss.userId])).some((one) => one.account === account)
      const isNamed = (await tablesNaming(store, boss.userId)).length > 0
      const before = await reports(store, clock.now)
      const { status, body } = await erase(open, account)
      fc.pre(status === 200)
      // Whose visit had an account of its own is renamed where no account is known, too.
      const same = (text: string) =>
        unordered(text.replaceAll(boss.userId, account).replaceAll(new RegExp(`${ERASED}[\\w-]+`, 'g'), account))
      expect(same(await reports(store, clock.now))).toEqual(same(before))
      expect(same(await reportsAnew(store, clock.now))).toEqual(same(before))
      await rebuild(store)
      expect(same(await reportsAnew(store, clock.now))).toEqual(same(before))
      for (const gone of [account, `s-${account}`]) expect(await tablesNaming(store, gone)).toEqual([])
      const left = (await open.call('GET', `/v1/users/${boss.userId}`)).body
      expect([body.stay, left.traits?.role]).toEqual(elsewhere ? [[boss.userId], 'boss'] : [[], undefined])
      expect((await tablesNaming(store, boss.userId)).length > 0).toBe(isNamed && (elsewhere || !isMember))
    }),
    { numRuns: 12 },
  )
})

describe('its people', () => {
  it('go with it where they are in no other account, and stay where they are; the answer says who', async () => {
    await using open = await openWorkspace()
    await send(
      open,
      { type: 'identify', userId: 'mari', anonymousId: 'v-mari', traits: { name: 'Secret Mari' } },
      { type: 'group', userId: 'mari', groupId: 'acme', traits: { name: 'Secret Acme', owner: 'ken' } },
      { type: 'identify', userId: 'ken', traits: { name: 'Ken', employer: 'acme' } },
      { type: 'group', userId: 'ken', groupId: 'acme' },
      { type: 'group', userId: 'ken', groupId: 'globex', traits: { partner: 'acme' } },
      {
        type: 'track',
        event: 'espalier:answered',
        userId: 'ken',
        context: { groupId: 'acme' },
        properties: { campaign: 'nps', version: 1, score: 9, comment: 'Secret words' },
      },
    )
    const { status, body } = await erase(open, 'acme')
    expect([status, body]).toEqual([200, { erased: true, people: ['mari'], stay: ['ken'] }])
    const { store } = open.deps
    for (const gone of ['acme', 'mari', 'v-mari']) expect(await tablesNaming(store, gone)).toEqual([])
    expect((await open.call('GET', '/v1/users/mari')).status).toBe(404)
    const ken = (await open.call('GET', '/v1/users/ken')).body
    expect(ken.traits).toMatchObject({ name: 'Ken', employer: expect.stringMatching(ERASED) })
    const events = JSON.stringify(await store.events.read(0, 50))
    expect([events.includes('Secret'), events.includes('"Ken"')]).toEqual([false, true])
    await rebuild(store)
    expect((await open.call('GET', '/v1/users/ken')).body.traits).toEqual(ken.traits)
    expect((await open.call('GET', '/v1/accounts?limit=10')).body.accounts.map(({ id }: { id: string }) => id)).toEqual(['globex'])
    const [change] = (await store.changes.list()).filter(({ kind }) => kind === 'erased')
    expect(change).toMatchObject({ at: NOON, subject: 'account', body: {} })
    expect((await erase(open, 'acme')).body.error.code).toBe('account-unknown')
  })

  it('are erased by the hundred', { timeout: 60_000 }, async () => {
    await using open = await openWorkspace()
    const batch = Array.from({ length: 260 }, (_, index) => ({ type: 'group', userId: `zz-${index}`, groupId: 'acme' }))
    await send(open, ...batch)
    const { body } = await erase(open, 'acme')
    expect([body.people.length, body.stay]).toEqual([260, []])
    const rows = await open.deps.store.database.db.selectFrom('person').select('id').where('id', 'like', 'zz-%').execute()
    expect(rows).toEqual([])
  })

  it('hold it back where one of the same id is elsewhere, too', async () => {
    await using open = await openWorkspace()
    await send(open, { type: 'group', userId: 'acme', groupId: 'globex' }, { type: 'group', userId: 'mari', groupId: 'acme' })
    const { status, body } = await erase(open, 'acme')
    expect([status, body.error.code]).toEqual([409, 'person-elsewhere'])
    expect((await open.call('GET', '/v1/users/mari')).status).toBe(200)
  })
})

it('does not come back: what happened before is refused by name, whoever tells of it', async () => {
  const clock = { now: NOON }
  await using open = await openAt(clock)
  await open.call('PUT', '/v1/campaigns/mail', offer({ id: 'mail', assignment: 'external' }))
  await open.call('POST', '/v1/campaigns/mail/publish')
  const at = iso(NOON - HOUR)
  const state = { id: 'sub-1', account: 'acme', at, status: 'active', plan: 'team', amount: 900 }
  await open.call('POST', '/v1/subscriptions', { subscriptions: [state] })
  await open.call('POST', '/v1/conversions', { conversions: [{ id: 'order-1', account: 'acme', at }] })
  clock.now += HOUR
  expect((await erase(open, 'acme')).status).toBe(200)
  clock.now += HOUR
  const told = async () => [
    (await open.call('POST', '/v1/subscriptions', { subscriptions: [state, { ...state, account: 'other' }] })).body.results,
    (await open.call('POST', '/v1/conversions', { conversions: [{ id: 'order-1', account: 'acme', at }] })).body.results,
    (await open.call('POST', '/v1/exposures', { exposures: [{ campaign: 'mail', account: 'acme', arm: 'treated', at }] })).body.results,
    (
      await open.call('POST', '/v1/batch', {
        batch: [{ type: 'track', event: 'Saved', userId: 'new', timestamp: at, context: { groupId: 'acme' } }],
      })
    ).body.results,
  ]
  for (const results of await told())
    for (const one of results) expect([one.status, one.error.message]).toEqual(['rejected', expect.stringContaining('was erased')])
  expect(await tablesNaming(open.deps.store, 'acme')).toEqual([])
  const fresh = { ...state, at: iso(clock.now) }
  expect((await open.call('POST', '/v1/subscriptions', { subscriptions: [fresh] })).body.results[0].status).toBe('applied')
})

it('takes the ids of Stripe along, and refuses its events of before', async () => {
  await using sender = await openSender()
  const of = { id: 'sub_zz1', customer: 'cus_zz1', metadata: { espalier_account: 'zz-acme' } }
  const created = stripeEventOf('customer.subscription.created', TODAY - 3600, subscription('pro', 1, of))
  expect((await sender.send(created)).body.status).toBe('applied')
  const { store } = sender.deps
  const { movements } = (await sender.call('GET', '/v1/accounts/zz-acme')).body
  expect(movements).toHaveLength(1)
  const all = async () =>
    JSON.stringify([await store.database.db.selectFrom('billing_event').selectAll().execute(), await store.events.read(0, 99)])
  expect(await all()).toContain('sub_zz1')
  expect((await erase(sender, 'zz-acme')).status).toBe(200)
  for (const gone of ['zz-acme', 'sub_zz1', 'cus_zz1', (created as { id: string }).id]) expect(await tablesNaming(store, gone)).toEqual([])
  expect(await all()).not.toMatch(/zz1|zz-acme/)
  expect((await sender.send(created)).body.status).toBe('erased')
  expect((await sender.send(stripeEventOf('customer.subscription.updated', TODAY - 60, subscription('pro', 2, of)))).body.status).toBe(
    'erased',
  )
  const left = await store.database.db.selectFrom('movement').selectAll().execute()
  expect(left.map(({ amount, kind }) => [kind, amount > 0])).toEqual([['new', true]])
})

it('takes along what it was given off, and keeps what that came to', async () => {
  await using sender = await openSender()
  const of = { id: 'sub_zz1', customer: 'cus_zz1', metadata: { espalier_account: 'zz-acme' } }
  const coupon = { id: 'SAVE20', percent_off: 20, duration: 'forever' }
  const given = discountEvent('customer.discount.created', 'di_zz1', coupon, { customer: 'cus_zz1' }, TODAY - 72_000)
  const named = discountEvent('customer.discount.created', 'di_zz2', coupon, { customer: 'cus_zz1', subscription: 'sub_zz2' }, TODAY - 3600)
  await sender.statuses([
    stripeEventOf('customer.subscription.created', TODAY - 190_000, subscription('pro', 1, of)),
    stripeEventOf('customer.subscription.created', TODAY - 3600, subscription('team', 1, { ...of, id: 'sub_zz2', discounts: ['di_zz2'] })),
    given,
    named,
  ])
  const { store } = sender.deps
  const amounts = async () =>
    (await store.database.db.selectFrom('movement').selectAll().orderBy('at').execute()).map(({ amount }) => amount)
  const before = await amounts()
  expect(before).toEqual([4900, 6940])
  expect(Object.keys((await sender.call('GET', '/v1/accounts/zz-acme/export')).body.tables)).toContain('discount')
  expect((await erase(sender, 'zz-acme')).status).toBe(200)
  for (const gone of ['di_zz1', 'di_zz2', 'sub_zz1', 'sub_zz2', 'cus_zz1', (given as { id: string }).id])
    expect(await tablesNaming(store, gone)).toEqual([])
  expect(JSON.stringify(await store.database.db.selectFrom('movement').selectAll().execute())).not.toMatch(/zz/)
  expect(await amounts()).toEqual(before)
  expect((await sender.send(named)).body.status).toBe('erased')
  // Days of another zone have the ledger made anew: there, these are two.
  await sender.call('PUT', '/v1/settings', { zone: 'Asia/Tokyo' })
  expect(await amounts()).toEqual([4900, -980, 7920])
})

it('leaves no byte of it in any file', { timeout: 60_000 }, async () => {
  const ID = 'q7-trace-of-acme'
  const clock = { now: NOON }
  await using open = await openAt(clock)
  const { store } = open.deps
  const { folder } = store.database.location
  await store.hooks.saveEndpoint({ url: 'https://hooks.example.com/', secret: 'whsec_AAAA', createdAt: NOON - HOUR })
  await open.call('PUT', '/v1/campaigns/offer', offer({ lead: true, handover: { cs: 'Mori', dueDays: 1 } }))
  await open.call('POST', '/v1/campaigns/offer/publish')
  const who = (index: number) => ({ userId: `${ID}-person-${index}`, context: { groupId: ID, page: { url: `https://x.example/${ID}` } } })
  for (let round = 0; round < 12; round++) {
    const filler = Array.from({ length: 40 }, (_, index) => ({
      type: 'track',
      event: 'Report Exported',
      userId: `other-${index}`,
      properties: { text: 'x'.repeat(index * 9) },
    }))
    const own = ['exposure', 'shown', 'engaged', 'accepted', 'held-back'].map((what) => ({
      type: 'track',
      event: `espalier:${what}`,
      ...who(round),
      properties: { campaign: 'offer', version: 2, gate: 'budget' },
    }))
    await send(
      open,
      { type: 'identify', ...who(round), traits: { email: `${ID}@example.com` } },
      { type: 'group', ...who(round), groupId: ID, traits: { name: ID, text: 'y'.repeat(round * 90) } },
      ...own,
      {
        type: 'track',
        event: 'espalier:answered',
        ...who(round),
        properties: { campaign: 'nps', version: 1, score: 9, comment: `says ${ID}` },
      },
      ...filler,
    )
  }
  await open.call('POST', '/v1/conversions', { conversions: [{ id: `${ID}-order`, account: ID, at: iso(NOON) }] })
  const items = [{ id: `${ID}-item`, plan: 'team', amount: 900 }]
  const state = { id: `${ID}-sub`, account: ID, at: iso(NOON - HOUR), status: 'active', items, reason: `told by ${ID}` }
  expect((await open.call('POST', '/v1/subscriptions', { subscriptions: [state] })).body.results[0].status).toBe('applied')
  const said = { state: 'rejected', reason: `${ID} has no budget`, nextStep: `Call ${ID} in spring` }
  expect((await open.call('PUT', `/v1/leads/offer/${ID}`, said)).status).toBe(200)
  await open.deps.postman.look()
  await reports(store, clock.now)
  await saveReports(store)
  const hits = async () => {
    let found = 0
    for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (file.isFile()) found += (await readFile(join(file.parentPath, file.name), 'latin1')).split(ID).length - 1
    }
    return found
  }
  expect(await hits()).toBeGreaterThan(100)
  clock.now += HOUR
  const { status, body } = await erase(open, ID)
  expect([status, body.people.length, body.stay]).toEqual([200, 12, []])
  await reports(store, clock.now)
  await saveReports(store)
  expect(await store.privacy.isSweepDue()).toBe(true)
  await store.privacy.sweep()
  expect(await hits()).toBe(0)
  // One forgotten row would be found.
  await store.database.db.insertInto('armed').values({ campaign_id: 'offer', account_id: ID, at: 1 }).execute()
  expect(await hits()).toBeGreaterThan(0)
})
