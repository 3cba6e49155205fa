import { expect, test } from 'vitest'
import { createAuth } from '../auth/auth.ts'
import type { Store } from './store.ts'

/** What every adapter of the workspace port keeps to. */
export function workspaceCases(open: () => Promise<Store>): void {
  test('answers defaults before anything was saved', async () => {
    const { workspace } = await open()
    expect(await workspace.settings()).toMatchObject({ holdout: 0.1, zone: 'UTC', budget: { userPerDay: 1 } })
    expect(await workspace.catalog()).toEqual({ features: [], plans: [] })
    expect(await workspace.keys()).toEqual([])
  })

  test('keeps the settings and the catalogue that were saved last', async () => {
    const { workspace } = await open()
    const settings = await workspace.settings()
    await workspace.saveSettings({ ...settings, zone: 'Asia/Tokyo' })
    await workspace.saveSettings({ ...settings, zone: 'Asia/Tokyo', currency: 'JPY' })
    expect(await workspace.settings()).toEqual({ ...settings, zone: 'Asia/Tokyo', currency: 'JPY' })
    const name = { en: 'Exports', ja: 'エクスポート' }
    await workspace.saveCatalog({ features: [{ id: 'exports', name, kind: 'metered', reset: 'month' }], plans: [] })
    expect((await workspace.catalog()).features[0]?.name).toEqual(name)
  })

  test('has another stamp after every change of what decisions follow from, and none of notes and keys', async () => {
    const { workspace, campaigns, transaction } = await open()
    const stamps = [await workspace.stamp()]
    const definitions = await workspace.definitions()
    expect(definitions).toEqual({ segments: [], events: [] })
    const changes = [
      async () => workspace.saveSettings(await workspace.settings()),
      async () => workspace.saveCatalog(await workspace.catalog()),
      () => workspace.saveDefinitions(definitions),
    ]
    for (const change of changes) {
      await change()
      stamps.push(await workspace.stamp())
    }
    expect(new Set(stamps).size).toBe(4)
    await workspace.noteOnce('owner', 'first')
    await transaction((inner) => inner.campaigns.publish('nothing', 'test', 1))
    await campaigns.setState('nothing', 'paused', 1)
    expect(await workspace.stamp()).toBe(stamps.at(-1))
  })

  test('keeps what is counted over the past until nothing is', async () => {
    const { workspace } = await open()
    expect(await workspace.counting()).toBeUndefined()
    const counting = {
      wanted: { segments: [], events: [{ id: 'big', name: 'Big', event: 'Report Exported', where: {} }] },
      author: 'mari',
      events: [{ id: 'big', after: 5000 }],
    }
    await workspace.saveCounting(counting)
    expect(await workspace.counting()).toEqual(counting)
    await workspace.saveCounting(undefined)
    expect(await workspace.counting()).toBeUndefined()
  })

  test('keeps the first note under a name', async () => {
    const { workspace } = await open()
    expect(await workspace.note('owner')).toBeUndefined()
    expect(await workspace.noteOnce('owner', 'first')).toBe('first')
    expect(await workspace.noteOnce('owner', 'second')).toBe('first')
    expect(await workspace.note('owner')).toBe('first')
  })

  test('finds a key by its hash until it is revoked', async () => {
    const { workspace } = await open()
    const key = { id: 'k1', kind: 'secret', prefix: 'sk_live_abcd', label: 'Server', createdAt: 1_700_000_000_000 } as const
    await workspace.addKey({ ...key, hash: 'a'.repeat(64) })
    expect(await workspace.keyByHash('a'.repeat(64))).toEqual(key)
    expect(await workspace.keyByHash('b'.repeat(64))).toBeUndefined()
    expect(await workspace.revokeKey('k1', 1_700_000_000_001)).toBe(true)
    expect(await workspace.revokeKey('k1', 1_700_000_000_002)).toBe(false)
    expect(await workspace.keyByHash('a'.repeat(64))).toBeUndefined()
    expect(await workspace.keys()).toEqual([{ ...key, revokedAt: 1_700_000_000_001 }])
  })

  test('carries the tables of the console sign-in', async () => {
    const auth = createAuth(await open(), 'live', {})
    expect(await auth.hasOwner()).toBe(false)
    const answer = await auth.handle(
      new Request('http://localhost/api/auth/sign-up/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Owner', email: 'owner@example.com', password: 'correct horse' }),
      }),
    )
    const cookie = answer.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
    expect(await auth.user(new Headers({ cookie }))).toMatchObject({ name: 'Owner', email: 'owner@example.com' })
    expect(await auth.user(new Headers({ cookie: `${cookie}x` }))).toBeUndefined()
    expect(await auth.hasOwner()).toBe(true)
  })
}
