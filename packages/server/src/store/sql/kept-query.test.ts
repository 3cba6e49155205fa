import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../open.ts'
import type { Store } from '../store.ts'
import { keptQuery, type Places } from './kept-query.ts'

let folder: string
let store: Store
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-kept-'))
  store = await openStore({ folder })
  for (const name of ['a', 'b', 'c']) await store.workspace.noteOnce(name, `value of ${name}`)
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

describe('a kept query', () => {
  it('is built once, and answers what its values of this run ask for', async () => {
    let built = 0
    const query = keptQuery((db, { value, among }: Places<{ names: readonly string[]; least: string }>) => {
      built++
      return db.selectFrom('setting').select('name').where(among('name', 'names')).where('value', '>=', value('least')).orderBy('name')
    })
    const ask = (names: readonly string[], least: string, { database: { db, engine } } = store) => query(db, engine, { names, least })
    expect(await ask(['note:a', 'note:b'], '')).toEqual([{ name: 'note:a' }, { name: 'note:b' }])
    expect(await ask(['note:b', 'note:c'], 'value of c')).toEqual([{ name: 'note:c' }])
    expect(await ask([], '')).toEqual([])
    expect(built).toBe(1)
  })

  it('reads within the transaction that it is given', async () => {
    const query = keptQuery((db, { value }: Places<{ name: string }>) =>
      db.selectFrom('setting').select('value').where('name', '=', value('name')),
    )
    const inside = store.transaction(async (inner) => {
      await inner.workspace.noteOnce('d', 'soon gone')
      const { db, engine } = inner.database
      expect(await query(db, engine, { name: 'note:d' })).toEqual([{ value: 'soon gone' }])
      throw new Error('taken back')
    })
    await expect(inside).rejects.toThrow('taken back')
    expect(await query(store.database.db, store.database.engine, { name: 'note:d' })).toEqual([])
  })

  it('waits for no transaction, and sees what one wrote once it is committed', async () => {
    const query = keptQuery((db, { value }: Places<{ name: string }>) =>
      db.selectFrom('setting').select('value').where('name', '=', value('name')),
    )
    const { db, engine } = store.database
    await store.transaction(async (inner) => {
      await inner.workspace.noteOnce('e', 'kept')
      expect(await query(db, engine, { name: 'note:e' })).toEqual([])
    })
    expect(await query(db, engine, { name: 'note:e' })).toEqual([{ value: 'kept' }])
  })
})
