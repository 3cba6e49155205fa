import { expect, it } from 'vitest'
import type { Store } from './store.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)

/** What every adapter does with what servers remember. */
export function snapshotCases(open: () => Promise<Store>): void {
  const partsOf = async ({ snapshots }: Store) => (await snapshots.parts('kind', -1, 9)).map(({ part, body }) => [part, [...body]])

  it('keeps parts by their numbers, the last word of each, and what they hold', async () => {
    const store = await open()
    expect(await store.snapshots.head('kind')).toBeUndefined()
    await store.transaction(async ({ snapshots }) => {
      expect(await snapshots.take('kind', 'one')).toBe(false)
      expect(
        await snapshots.put(
          'kind',
          'one',
          [10, 2, 0].map((part) => ({ part, body: bytes(part, 0, 255) })),
        ),
      ).toBe(true)
      expect(await snapshots.put('kind', 'one', [{ part: 2, body: bytes(7) }])).toBe(true)
    })
    expect(await store.snapshots.head('kind')).toEqual({ writer: 'one', told: undefined })
    await store.transaction(async ({ snapshots }) => {
      expect(await snapshots.tell('kind', 'one', 'all of it')).toBe(true)
    })
    expect(await store.snapshots.head('kind')).toEqual({ writer: 'one', told: 'all of it' })
    expect(await partsOf(store)).toEqual([
      [0, [0, 0, 255]],
      [2, [7]],
      [10, [10, 0, 255]],
    ])
    expect((await store.snapshots.parts('kind', 0, 1)).map(({ part }) => part)).toEqual([2])
    expect(await store.snapshots.parts('another', -1, 9)).toEqual([])
  })

  it('lets one write, and the next go on with what it read if that still stands', async () => {
    const store = await open()
    const part = [{ part: 0, body: bytes(1) }]
    await store.transaction(async ({ snapshots }) => {
      await snapshots.take('kind', 'one')
      await snapshots.put('kind', 'one', part)
      await snapshots.tell('kind', 'one', 'by one')
    })
    const from = { writer: 'one', told: 'by one' }
    await store.transaction(async ({ snapshots }) => {
      expect(await snapshots.take('kind', 'two', from)).toBe(true)
      expect(await snapshots.put('kind', 'one', [{ part: 0, body: bytes(9) }])).toBe(false)
      expect(await snapshots.tell('kind', 'one', 'by one again')).toBe(false)
    })
    expect(await store.snapshots.head('kind')).toEqual({ writer: 'two', told: 'by one' })
    expect(await partsOf(store)).toEqual([[0, [1]]])
    await store.transaction(async ({ snapshots }) => {
      expect(await snapshots.take('kind', 'three', from)).toBe(false)
    })
    expect(await store.snapshots.head('kind')).toEqual({ writer: 'three', told: undefined })
    expect(await partsOf(store)).toEqual([])
  })

  it('keeps nothing where everything is made anew', async () => {
    const store = await open()
    await store.transaction(async ({ snapshots, rebuild }) => {
      await snapshots.take('kind', 'one')
      await snapshots.put('kind', 'one', [{ part: 0, body: bytes(1) }])
      await rebuild.clear()
      expect(await snapshots.put('kind', 'one', [{ part: 0, body: bytes(1) }])).toBe(false)
    })
    expect(await store.snapshots.head('kind')).toBeUndefined()
    expect(await partsOf(store)).toEqual([])
  })
}
