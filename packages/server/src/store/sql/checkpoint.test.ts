import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStore } from '../open.ts'
import { createCheckpointer } from './checkpoint.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'espalier-checkpoint-'))))
afterAll(() => rm(folder, { recursive: true }))

it('brings what was committed into the file, long before whoever commits would have to', async () => {
  const store = await openStore({ folder })
  const beside = new Database(join(folder, 'espalier.db'))
  const inLog = () => {
    const [{ log, checkpointed } = { log: 0, checkpointed: 0 }] = beside.pragma('wal_checkpoint(NOOP)') as {
      log: number
      checkpointed: number
    }[]
    return { log, left: log - checkpointed }
  }
  await store.transaction(({ workspace }) => workspace.noteOnce('long', 'x'.repeat(6_000_000)))
  expect(inLog().log).toBeGreaterThan(1000)
  await expect.poll(() => inLog().left, { timeout: 15_000 }).toBe(0)
  beside.close()
  await store.close()
  expect(existsSync(join(folder, 'espalier.db-wal'))).toBe(false)
})

it('begins when there is enough to do, and fails nobody who commits where it cannot', async () => {
  const sizes = [999, 1000, 2000]
  const checkpointer = createCheckpointer(join(folder, 'nowhere', 'espalier.db'), () => sizes.shift() ?? 0)
  checkpointer.committed()
  const warned = once(process, 'warning')
  checkpointer.committed()
  expect(await warned).toEqual([expect.objectContaining({ message: expect.stringContaining('directory does not exist') })])
  checkpointer.committed()
  await checkpointer.end()
  expect(sizes).toEqual([2000])
})

it('fails nobody who commits where the log cannot be looked at', async () => {
  const checkpointer = createCheckpointer(join(folder, 'espalier.db'), () => {
    throw new Error('disk I/O error')
  })
  const warned = once(process, 'warning')
  checkpointer.committed()
  expect(await warned).toEqual([expect.objectContaining({ message: expect.stringContaining('disk I/O error') })])
})
