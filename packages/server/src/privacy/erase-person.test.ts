import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { iso, NOON, offer, openWorkspace, question, send } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'
import { rebuild } from '../rebuild/rebuild.ts'
import { history, openAt } from '../reports/kept/history.case.ts'
import { reports, reportsAnew } from '../reports/kept/reports.case.ts'
import { ERASED } from '../store/privacy.ts'
import type { Store } from '../store/store.ts'
import { unordered } from './unordered.case.ts'

const HOUR = 3_600_000
const erase = (open: OpenApp, id: string) => open.call('DELETE', `/v1/users/${encodeURIComponent(id)}`)

it('leaves every number of the reports as it was, and a rebuild gives the same again', { timeout: 120_000 }, async () => {
  const whom = fc.constantFrom('acme', 'globex', 'initech', '\u{1f331}', '\ufffd')
  await fc.assert(
    fc.asyncProperty(history, whom, async (steps, account) => {
      const clock = { now: NOON }
      await using open = await openAt(clock)
      const { store } = open.deps
      for (const step of steps) {
        await step(open, clock)
        // Settings hold for what is received from their millisecond on.
        clock.now += 1
      }
      const before = await reports(store, clock.now)
      const { status } = await erase(open, `boss-${account}`)
      fc.pre(status === 200)
      // Whoever was alone is an account, which is listed under its new name.
      const same = (text: string) => unordered(text.replaceAll(/"erased:[\w-]+"/g, `"boss-${account}"`))
      expect(same(await reports(store, clock.now))).toEqual(same(before))
      expect(same(await reportsAnew(store, clock.now))).toEqual(same(before))
      await rebuild(store)
      expect(same(await reportsAnew(store, clock.now))).toEqual(same(before))
      expect(await idsInside(store, `boss-${account}`)).toEqual([])
    }),
    { numRuns: 15 },
  )
})

/** Tables in which a text stands anywhere. */
async function idsInside({ database: { db } }: Store, text: string): Promise<string[]> {
  const { sql } = await import('kysely')
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
  const found: string[] = []
  for (const { name } of rows) {
    const { rows: all } = await sql`select * from ${sql.table(name)}`.execute(db)
    if (JSON.stringify(all).includes(text)) found.push(name)
  }
  return found
}

describe('somebody who was alone', () => {
  it('keeps the arm of each campaign, also when everything is worked out again', async () => {
    const holdout = { share: 0.5 }
    await using open = await openWorkspace(offer({ holdout }), offer({ id: 'second', holdout }), offer({ id: 'third', holdout }))
    const { store } = open.deps
    const people = Array.from({ length: 12 }, (_, index) => `alone-${index}`)
    for (const userId of people)
      for (const campaign of ['offer', 'second', 'third'])
        await send(open, { type: 'track', event: 'espalier:exposure', userId, properties: { campaign, version: 1 } })
    const arms = async () => {
      const rows = await store.database.db
        .selectFrom('exposure')
        .select(['campaign_id', 'arm'])
        .orderBy('campaign_id')
        .orderBy('arm')
        .execute()
      return rows.map(({ campaign_id: campaign, arm }) => `${campaign} ${arm}`)
    }
    const before = await arms()
    expect([before.length, new Set(before).size]).toEqual([36, 6])
    for (const id of people) expect((await erase(open, id)).status).toBe(200)
    expect(await arms()).toEqual(before)
    await rebuild(store)
    expect(await arms()).toEqual(before)
  })

  it('is not erased with an account of the same id that others are in', async () => {
    await using open = await openWorkspace()
    await send(open, { type: 'identify', userId: 'acme' }, { type: 'group', userId: 'ken', groupId: 'acme' })
    const { status, body } = await erase(open, 'acme')
    expect([status, body.error.code]).toEqual([409, 'account-shared'])
    expect((await open.call('GET', '/v1/users/acme')).status).toBe(200)
  })
})

it('empties traits, addresses, free text and comments, and keeps what rules count by', async () => {
  await using open = await openWorkspace(question())
  const { store } = open.deps
  const defined = await open.call('PUT', '/v1/definitions', {
    events: [
      { id: 'big', name: 'Big', event: 'Saved', where: { size: { $gt: 5 } } },
      { id: 'pdf', name: 'PDF', event: 'Saved', where: { 'file.kind': 'pdf' } },
    ],
  })
  expect(defined.status).toBe(200)
  const properties = { size: 9, file: { kind: 'pdf', title: 'Secret plans' }, note: 'Secret note' }
  await send(
    open,
    { type: 'identify', userId: 'mari', traits: { name: 'Secret Mari', email: 'secret@example.com' } },
    { type: 'group', userId: 'mari', groupId: 'acme', traits: { name: 'Acme', owner: 'mari' } },
    { type: 'page', userId: 'mari', properties: { title: 'Secret page' }, context: { page: { url: 'https://x.example/secret' } } },
    { type: 'track', event: 'Saved', userId: 'mari', properties, context: { visit: 'v', userAgent: 'Secret browser' } },
    {
      type: 'track',
      event: 'espalier:answered',
      userId: 'mari',
      properties: { campaign: 'nps', version: 1, score: 9, comment: 'Secret words' },
    },
    { type: 'track', event: 'Invited', userId: 'ken', properties: { whom: 'mari', by: 'mail' }, context: { groupId: 'acme' } },
  )
  expect((await erase(open, 'mari')).body).toEqual({ erased: true })
  const { db } = store.database
  expect(await idsInside(store, 'ecret')).toEqual([])
  expect(await idsInside(store, '"mari"')).toEqual([])
  const saved = await db.selectFrom('event').selectAll().where('name', '=', 'Saved').executeTakeFirstOrThrow()
  expect([JSON.parse(saved.properties), JSON.parse(saved.context)]).toEqual([{ size: 9, file: { kind: 'pdf' } }, { visit: 'v' }])
  const invited = await db.selectFrom('event').selectAll().where('name', '=', 'Invited').executeTakeFirstOrThrow()
  expect(JSON.parse(invited.properties)).toEqual({ whom: saved.person_id, by: 'mail' })
  expect(saved.person_id).toMatch(ERASED)
  expect(await db.selectFrom('history').select(['person_id', 'score', 'comment']).execute()).toEqual([
    { person_id: saved.person_id, score: 9, comment: null },
  ])
  const [change] = (await store.changes.list()).filter(({ kind }) => kind === 'erased')
  expect(change).toMatchObject({ at: NOON, kind: 'erased', subject: 'person', body: {} })
})

describe('after it', () => {
  it('nothing comes back with a late retry, and who comes again is somebody new', async () => {
    const clock = { now: NOON }
    await using open = await openAt(clock)
    const event = (messageId: string, at: number, whom: object = { userId: 'mari' }) => ({
      type: 'track',
      event: 'Saved',
      messageId,
      timestamp: iso(at),
      ...whom,
    })
    await send(open, { type: 'identify', userId: 'mari', anonymousId: 'v-1', timestamp: iso(NOON - HOUR) }, event('first', NOON - HOUR))
    clock.now += HOUR
    await erase(open, 'mari')
    clock.now += HOUR
    const { body } = await open.call('POST', '/v1/batch', {
      batch: [
        event('first', NOON - HOUR),
        event('late', NOON),
        event('late-visitor', NOON, { anonymousId: 'v-1' }),
        event('of-ken', NOON, { userId: 'ken' }),
        event('again', clock.now),
      ],
    })
    expect(body.results.map(({ status, error }: { status: string; error?: object }) => [status, error])).toEqual([
      ['duplicate', undefined],
      ['rejected', { field: 'batch[1].userId', message: 'whoever this names was erased after it happened', code: 'erased' }],
      ['rejected', { field: 'batch[2].anonymousId', message: 'whoever this names was erased after it happened', code: 'erased' }],
      ['accepted', undefined],
      ['accepted', undefined],
    ])
    const { body: person } = await open.call('GET', '/v1/users/mari')
    expect([person.anonymousIds, person.firstSeenAt, person.events.length]).toEqual([[], iso(clock.now), 1])
    expect(await send(open, event('again', clock.now))).toEqual(['duplicate'])
    expect((await erase(open, 'mari')).status).toBe(200)
    expect(await send(open, event('later', clock.now))).toEqual(['rejected'])
  })

  it('no answer of the server names them any more', async () => {
    const clock = { now: NOON }
    await using open = await openAt(clock)
    await open.call('PUT', '/v1/campaigns/offer', offer({ lead: true }))
    await open.call('POST', '/v1/campaigns/offer/publish')
    const whom = { userId: 'zz-mari', context: { groupId: 'acme' } }
    const meet = (what: string, campaign: string, more = {}) => ({
      type: 'track',
      event: `espalier:${what}`,
      ...whom,
      properties: { campaign, version: 1, ...more },
    })
    await send(
      open,
      { type: 'identify', userId: 'zz-mari', anonymousId: 'zz-mari-device', traits: { name: 'zz-mari' } },
      { type: 'group', userId: 'zz-mari', groupId: 'acme' },
      meet('shown', 'offer'),
      meet('accepted', 'offer'),
      meet('answered', 'nps', { score: 3, comment: 'by zz-mari' }),
      { type: 'track', event: 'Report Exported', userId: 'zz-mari' },
    )
    const said = { state: 'rejected', reason: 'zz-mari says no', nextStep: 'Call zz-mari in spring' }
    expect((await open.call('PUT', '/v1/leads/offer/acme', said)).status).toBe(200)
    const funnel = { steps: [{ event: 'Report Exported' }], of: 'people' }
    const asked = () =>
      Promise.all([
        open.call('POST', '/v1/boot', { userId: 'ken', anonymousId: 'v', groupId: 'acme' }, { key: 'pk_test_demo' }),
        open.call('GET', '/v1/users'),
        open.call('GET', '/v1/users?search=zz'),
        open.call('GET', '/v1/accounts/acme'),
        open.call('GET', '/v1/decisions/explain?user=ken&account=acme'),
        open.call('POST', '/v1/reports/funnel', funnel),
        open.call('GET', '/v1/reports/campaigns/offer'),
        open.call('GET', '/v1/reports/leads'),
        open.call('GET', '/v1/reports/surveys'),
        open.call('GET', '/v1/reports/home'),
      ])
    const before = await asked()
    expect(before.filter(({ body }) => JSON.stringify(body).includes('zz-mari')).length).toBeGreaterThan(3)
    await erase(open, 'zz-mari')
    const after = await asked()
    expect(after.map(({ status }) => status)).toEqual(before.map(({ status }) => status))
    expect(after.filter(({ body }) => JSON.stringify(body).includes('zz-mari'))).toEqual([])
    expect(after[1]?.body.users.map(({ id }: { id: string }) => id)).toEqual([])
    expect((await open.call('GET', '/v1/users/zz-mari')).status).toBe(404)
    expect((await erase(open, 'zz-mari')).status).toBe(404)
  })
})

it('lets nobody come back under the name that stands where somebody was', async () => {
  await using open = await openWorkspace()
  const taken = `${ERASED}anything`
  const batch = [
    { type: 'identify', userId: taken },
    { type: 'page', anonymousId: taken },
    { type: 'alias', userId: 'mari', previousId: taken },
    { type: 'group', userId: 'mari', groupId: taken },
    { type: 'track', event: 'Saved', userId: 'mari', context: { groupId: taken } },
  ]
  const { body } = await open.call('POST', '/v1/batch', { batch })
  expect(body.results.map(({ status, error }: { status: string; error?: { field: string } }) => [status, error?.field])).toEqual(
    ['userId', 'anonymousId', 'previousId', 'groupId', 'context.groupId'].map((field, index) => ['rejected', `batch[${index}].${field}`]),
  )
})

it('never takes somebody else along whose id was a visitor’s once', async () => {
  await using open = await openWorkspace()
  const saved = (userId: string) => ({ type: 'track', event: 'Saved', userId })
  await send(
    open,
    { type: 'identify', userId: 'mari', anonymousId: 'ken' },
    { type: 'identify', userId: 'ken', traits: { name: 'Ken' } },
    { type: 'identify', userId: 'eve' },
    { type: 'alias', userId: 'mari', previousId: 'eve' },
    saved('mari'),
    saved('ken'),
    saved('eve'),
  )
  await erase(open, 'mari')
  const events = await open.deps.store.events.read(0, 20)
  expect(['ken', 'eve'].map((id) => events.filter(({ person }) => person === id).length)).toEqual([2, 2])
  await erase(open, 'ken')
  expect((await open.call('GET', '/v1/users?limit=10')).body.users.map(({ id }: { id: string }) => id)).toEqual(['eve'])
})

it('erases all of somebody or nothing', async () => {
  await using open = await openWorkspace()
  const { store } = open.deps
  await send(open, { type: 'identify', userId: 'mari', anonymousId: 'v-1', traits: { name: 'Mari' } })
  const whole = await (await open.call('GET', '/v1/users/mari/export')).body.tables
  const { db } = store.database
  const { sql } = await import('kysely')
  await sql`create trigger in_the_way before insert on erased begin select raise(abort, 'in the way'); end`.execute(db)
  expect((await erase(open, 'mari')).status).toBe(500)
  expect((await open.call('GET', '/v1/users/mari/export')).body.tables).toEqual(whole)
  await sql`drop trigger in_the_way`.execute(db)
  expect((await erase(open, 'mari')).status).toBe(200)
})
