import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startServer, type Server } from '../../harness/server.ts'
import { auditFile, countExports } from './audit.ts'
import { createDice } from '../law/dice.ts'
import { startHastyProxy } from './hasty-proxy.ts'
import { fill } from './fill.ts'
import { createLoad } from './load.ts'

// The long run: `ESPALIER_KILLS=200 ESPALIER_LOG=1000000 vitest run --project journeys test/journeys/survival/kill.test.ts`
const KILLS = Number(process.env['ESPALIER_KILLS'] ?? 8)
/** Events that are in the log before anything happens to it. */
const LOG = Number(process.env['ESPALIER_LOG'] ?? 1000)
/** The longest that a server lives, milliseconds after it serves again. */
const LIFE = 250
const SEED = 20_261_122
const SOUND = { lost: 0, miscounted: [], surplus: 0, integrity: 'ok', orphans: 0 }

let folder: string
let server: Server

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-survival-'))
  server = await startServer({ folder })
  await countExports(server)
})

afterEach(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

/** The server again, on the same folder. */
const startAgain = ({ publicKey, secretKey }: Server) => startServer({ folder, publicKey, secretKey })

test(
  `loses and doubles nothing that it acknowledged when it is killed ${KILLS} times under load`,
  { timeout: 60_000 + KILLS * 5000 + LOG },
  async () => {
    await fill(server, LOG)
    const { roll } = createDice(SEED)
    const load = createLoad(roll)
    const back: number[] = []
    load.start({ url: server.url, key: server.secretKey })
    for (let kill = 0; kill < KILLS; kill++) {
      load.start({ url: server.url, key: server.secretKey })
      await load.answers(1)
      await pause(roll() * LIFE)
      await server.kill()
      await load.stop()
      const killed = performance.now()
      server = await startAgain(server)
      load.start({ url: server.url, key: server.secretKey })
      await load.answers(1)
      back.push(performance.now() - killed)
      await load.stop()
    }
    back.sort((one, other) => one - other)
    const ms = (share: number) => `${Math.round(back[Math.ceil(share * (back.length - 1))] ?? 0)} ms`
    process.stdout.write(
      `${KILLS} kills, ${load.acknowledged.size} events acknowledged after ${LOG}; serving again after ${ms(0.5)} (median), ${ms(1)} (most)\n`,
    )
    // Killed in the middle of requests, not between them.
    expect(load.refusals.get(0)).toBeGreaterThan(KILLS)
    expect(load.acknowledged.size).toBeGreaterThan(KILLS * 10)
    expect(await auditFile(server, load)).toEqual(SOUND)
  },
)

test('notices a server that acknowledges before it has committed', async () => {
  const load = createLoad(createDice(SEED).roll)
  const hasty = await startHastyProxy(server.url)
  load.start({ url: hasty.url, key: server.secretKey })
  await load.answers(20)
  await server.kill()
  await load.answers(20)
  await load.stop()
  await hasty.stop()
  server = await startAgain(server)
  const found = await auditFile(server, load)
  expect(found.lost).toBeGreaterThan(0)
})

test('notices an event that was counted twice', async () => {
  const load = createLoad(createDice(SEED).roll)
  load.start({ url: server.url, key: server.secretKey })
  await load.answers(3)
  await load.stop()
  const [id, owner] = [...load.acknowledged][0] ?? []
  const body = JSON.stringify({
    event: 'Report Exported',
    messageId: `${id}-again`,
    userId: owner?.person,
    context: { groupId: owner?.account },
  })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${server.secretKey}` }
  expect((await fetch(`${server.url}/v1/track`, { method: 'POST', headers, body })).status).toBe(200)
  const found = await auditFile(server, load)
  expect([found.surplus, found.miscounted.length, found.lost]).toEqual([1, 2, 0])
})
