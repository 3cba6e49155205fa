import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../open.ts'
import { migrate } from './migrate.ts'
import { openSqlite } from './open-sqlite.ts'

const UUID = '01990000-0000-7000-8000-0000000000ff'

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
