import { afterEach, beforeEach, expect, test } from 'vitest'
import { startPostgres, type Postgres } from '../../harness/postgres.ts'
import { startServer, type Server } from '../../harness/server.ts'
import { createDice } from '../law/dice.ts'
import { audit, countExports } from './audit.ts'
import { createLoad } from './load.ts'

let postgres: Postgres
let server: Server

beforeEach(async () => {
  postgres = await startPostgres()
  server = await startServer({ env: { DATABASE_URL: await postgres.create('espalier') } })
  await countExports(server)
})

afterEach(async () => {
  await server?.stop()
  await postgres.remove()
})

const health = async () => {
  const answer = await fetch(`${server.url}/health`)
  const { database } = (await answer.json()) as { database: { fault?: string } }
  return [answer.status, database.fault]
}

test('a PostgreSQL that stops and comes back costs nothing that was acknowledged', async () => {
  const load = createLoad(createDice(11).roll)
  const target = { url: server.url, key: server.secretKey }
  load.start(target)
  await load.answers(10)
  await postgres.stop()
  await load.refused()
  expect([...load.refusals.keys()]).toEqual([503])
  expect(await health()).toEqual([503, 'storage-unreachable'])

  await postgres.start()
  load.start(target)
  await load.answers(10)
  await load.stop()
  expect(await health()).toEqual([200, undefined])
  expect(await audit(server, load)).toEqual({ lost: 0, miscounted: [] })
})
