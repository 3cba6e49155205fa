import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../open.ts'
import type { Store } from '../store.ts'
import { keptQuery, readyMade } from './kept-query.ts'

let folder: string
let store: Store
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-readers-'))
  store = await openStore({ folder })
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const broken = keptQuery((db) => readyMade(db, sql`select gone from nowhere`))

describe('reads that are begun together', () => {
  it('are of one moment, whatever another process writes between them', async () => {
    const other = new Database(join(folder, 'espalier.db'))
    const write = () => other.prepare(`insert into setting (name, value) values ('note:between', 'written')`).run()
    const note = () => store.workspace.note('between')
    const seen = await store.together(() => {
      const before = note()
      write()
      return Promise.all([before, note()])
    })
    other.close()
    expect(seen).toEqual([undefined, undefined])
    expect(await note()).toBe('written')
  })

  it('keep nobody from reading on after one that failed', async () => {
    const { db, engine } = store.database
    await expect(store.together(() => broken(db, engine, {}))).rejects.toThrow('nowhere')
    await store.workspace.noteOnce('after', 'seen')
    expect(await store.together(() => store.workspace.note('after'))).toBe('seen')
  })

  it('are over as well when beginning them fails', async () => {
    const fail = () => {
      throw new Error('not begun')
    }
    expect(() => store.together(fail)).toThrow('not begun')
    await store.workspace.noteOnce('later', 'seen')
    expect(await store.together(() => store.workspace.note('later'))).toBe('seen')
  })

  it('see within a transaction what it wrote itself', async () => {
    const seen = store.transaction(async (inner) => {
      await inner.workspace.noteOnce('inside', 'own')
      return inner.together(() => inner.workspace.note('inside'))
    })
    expect(await seen).toBe('own')
  })
})
