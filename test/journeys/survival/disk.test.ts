import { execFileSync } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startServer, type Server } from '../../harness/server.ts'
import { createDice } from '../law/dice.ts'
import { auditFile, countExports } from './audit.ts'
import { createLoad } from './load.ts'

let server: Server

beforeEach(async () => {
  server = await startServer()
  await countExports(server)
})

afterEach(() => server.stop())

/** Lets no file of the server grow beyond so many bytes, as a disk without room does. */
function limitFiles({ pid }: Server, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`])
}

const health = async () => {
  const answer = await fetch(`${server.url}/health`)
  const { status } = (await answer.json()) as { status: string }
  return [answer.status, status]
}

test.skipIf(process.platform !== 'linux')(
  'a disk without room costs nothing that was acknowledged, and mends while the server runs',
  async () => {
    const load = createLoad(createDice(7).roll)
    const target = { url: server.url, key: server.secretKey }
    load.start(target)
    await load.answers(20)
    limitFiles(server, (await stat(join(server.folder, 'espalier.db-wal'))).size)
    await load.refused()
    expect([...load.refusals.keys()]).toEqual([503])
    expect(await health()).toEqual([503, 'failing'])
    const asked = await fetch(`${server.url}/v1/accounts/account-1`, { headers: { authorization: `Bearer ${server.secretKey}` } })
    expect(asked.status).toBe(200)

    limitFiles(server, 'unlimited')
    expect(await health()).toEqual([200, 'ok'])
    load.start(target)
    await load.answers(10)
    await load.stop()
    expect(await auditFile(server, load)).toEqual({ lost: 0, miscounted: [], surplus: 0, integrity: 'ok', orphans: 0 })
  },
)
