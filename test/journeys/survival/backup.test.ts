import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startServer, type Server } from '../../harness/server.ts'
import { createDice } from '../law/dice.ts'
import { auditFile, countExports } from './audit.ts'
import { createLoad } from './load.ts'

let folder: string
let server: Server

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-backup-'))
  server = await startServer({ folder: join(folder, 'data') })
  await countExports(server)
})
afterEach(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

/** As `sqlite3 data/espalier.db ".backup copy.db"` does. */
async function backUp(copy: string): Promise<void> {
  const file = new DatabaseSync(join(server.folder, 'espalier.db'), { readOnly: true })
  await backup(file, copy)
  file.close()
}

test('a copy that was made under load holds all that was acknowledged before, and starts in place of what was lost', async () => {
  const { roll } = createDice(12)
  const [before, meanwhile] = [createLoad(roll), createLoad(roll)]
  const target = { url: server.url, key: server.secretKey }
  before.start(target)
  await before.answers(20)
  await before.stop()
  meanwhile.start(target)
  await meanwhile.answers(5)
  const copy = join(folder, 'copy.db')
  await backUp(copy)
  await meanwhile.answers(5)
  await meanwhile.stop()
  await server.kill()

  // The disk is lost in the middle of the file; what is beside it belongs to no copy and goes, as the documents say.
  await writeFile(join(server.folder, 'espalier.db'), 'lost')
  for (const beside of ['-wal', '-shm']) await rm(join(server.folder, `espalier.db${beside}`), { force: true })
  await copyFile(copy, join(server.folder, 'espalier.db'))
  server = await startServer({ folder: server.folder, publicKey: server.publicKey, secretKey: server.secretKey })
  const again = await before.sendAgain({ url: server.url, key: server.secretKey })
  expect([...again.keys()]).toEqual(['acknowledged, now duplicate'])
  // What came after the copy was made is gone with the disk; pages and servers that send it again make it whole.
  const missed = await meanwhile.sendAgain({ url: server.url, key: server.secretKey })
  expect([...missed.keys()].every((name) => /now (duplicate|accepted)$/.test(name))).toBe(true)
  const together = { ...before, acknowledged: new Map([...before.acknowledged, ...meanwhile.acknowledged]) }
  expect(await auditFile(server, together)).toEqual({ lost: 0, miscounted: [], surplus: 0, integrity: 'ok', orphans: 0 })
}, 60_000)
