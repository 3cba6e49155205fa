import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../open.ts'
import type { PeopleChanges } from '../people.ts'
import { migrate } from './migrate.ts'
import { openSqlite } from './open-sqlite.ts'
import { createPeopleWriter } from './people-writer.ts'

const UUID = '01990000-0000-7000-8000-0000000000ff'
const MARI = { id: 'mari', anonymous: false, firstSeenAt: 1, lastSeenAt: 2 } as const
const KEN = { id: 'ken', anonymous: true, traits: {}, firstSeenAt: 1, lastSeenAt: 1 } as const

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a file from before the log was kept in its own order is brought over whole', async () => {
  const file = join(folder, 'espalier.db')
  const old = openSqlite(file)
  await migrate(old, 'sqlite', '0009-marks')
  const ids = [UUID, 'order-7', UUID.toUpperCase(), UUID.replaceAll('-', '_'), '0199zzzz-0000-7000-8000-000000000000']
  // Kept in another order than they are written here.
  const positions = [5, 1, 4, 2, 3]
  for (const [index, id] of ids.entries()) {
    await sql`insert into event (id, type, name, person_id, account_id, at, received_at, seq, properties, context, position, sent_as, visitor_id)
      values (${id}, 'track', 'Report Exported', 'mari', 'acme', ${index}, ${index}, 0, '{"rows":1}', '{}', ${positions[index]}, 3, null)`.execute(
      old,
    )
  }
  await old.destroy()

  const { events, close } = await openStore({ folder })
  const log = await events.read(0, 10)
  expect(log.map(({ id, position }) => [position, id])).toEqual([
    [1, ids[1]],
    [2, ids[3]],
    [3, ids[4]],
    [4, ids[2]],
    [5, ids[0]],
  ])
  expect(log[4]).toMatchObject({ person: 'mari', account: 'acme', at: 0, properties: { rows: 1 }, sentAs: { user: true, account: true } })
  expect(await events.known([...ids, 'another'])).toEqual(new Set(ids))
  expect(await events.last()).toBe(5)
  const listed = await events.list({ account: 'acme' }, { limit: 2 })
  expect(listed.map(({ id }) => id)).toEqual([ids[4], ids[3]])
  await close()
})

test('rows about people from before they were kept by their key are brought over whole', async () => {
  const old = openSqlite(join(folder, 'espalier.db'))
  await migrate(old, 'sqlite', '0012-leads-and-hooks')
  const people: PeopleChanges = {
    persons: [{ ...MARI, traits: { name: 'Mari' }, account: 'acme', care: { mutedUntil: 9 }, signed: { at: 3, names: ['name'] } }, KEN],
    accounts: [{ id: 'acme', traits: { seats: 4 }, plan: 'pro', care: { detractorAt: 5 }, firstSeenAt: 1, lastSeenAt: 2 }],
    members: ['mari', 'ken'].map((person) => ({ account: 'acme', person, firstSeenAt: 1 })),
    aliases: [['v-2', 'mari'] as const, ['v-1', 'mari'] as const],
    counters: [{ scope: 'person', owner: 'mari', name: 'Report Exported', state: { d: 1, n: [2], t: 2, f: 1, l: 2 } }],
    usage: [{ account: 'acme', feature: 'seats', used: 3, limit: null, at: 4, byPage: true }],
    metered: [{ account: 'acme', feature: 'exports', period: '2026-11', used: 7 }],
  }
  await createPeopleWriter(old, 'sqlite')(people)
  const query = sql<{
    name: string
  }>`select name from sqlite_master where name not like 'sqlite%' and name not like 'kysely%' order by name`
  const names = (await query.execute(old)).rows
  await old.destroy()

  const store = await openStore({ folder })
  expect(new Set((await store.people.persons(['mari', 'ken'])).values())).toEqual(new Set(people.persons))
  expect([...(await store.people.accounts(['acme'])).values()]).toEqual(people.accounts)
  expect(await store.people.membersOf('acme', 9)).toHaveLength(2)
  expect(await store.people.memberships(['mari'])).toEqual([{ account: 'acme', person: 'mari', firstSeenAt: 1 }])
  expect(await store.people.aliasesOf('mari')).toEqual(['v-1', 'v-2'])
  expect(await store.people.counters('person', ['mari'])).toEqual(people.counters)
  expect(await store.people.usage(['acme'])).toEqual(people.usage)
  expect(await store.people.metered(['acme'])).toEqual(people.metered)
  expect((await query.execute(store.database.db)).rows).toEqual(expect.arrayContaining(names))
  await store.close()
})

test('the last word and the last plan of a lead from before changes were kept begin its timeline', async () => {
  const old = openSqlite(join(folder, 'espalier.db'))
  await migrate(old, 'sqlite', '0018-hook-topics')
  await sql`insert into lead_plan values ('talk', 'acme', 'cs', 'Mari', null, null, 'Call', 7, 'mari')`.execute(old)
  await sql`insert into lead_word values ('talk', 'acme', 'rejected', 'No budget', 9, 'ken'), ('talk', 'globex', 'won', null, 3, 'ken')`.execute(
    old,
  )
  await old.destroy()

  const { leads, close } = await openStore({ folder })
  const known = (field: string, after: string) => ({ field, before: null, after })
  expect(await leads.history({ campaign: 'talk', account: 'acme' })).toEqual([
    { campaign: 'talk', account: 'acme', at: 9, author: 'ken', changes: [known('state', 'rejected'), known('reason', 'No budget')] },
    {
      campaign: 'talk',
      account: 'acme',
      at: 7,
      author: 'mari',
      changes: [known('side', 'cs'), known('cs', 'Mari'), known('nextStep', 'Call')],
    },
  ])
  expect(await leads.history({ campaign: 'talk', account: 'globex' })).toHaveLength(1)
  await close()
})
