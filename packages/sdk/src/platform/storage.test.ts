import { expect, test, vi } from 'vitest'
import { createWebStorage } from './storage.ts'

const create = () =>
  createWebStorage(
    () => localStorage,
    () => true,
  )

test('replaces a value without a moment in which there is none', () => {
  const removals = vi.spyOn(localStorage, 'removeItem')
  const storage = create()
  storage.write('boot', [1])
  storage.write('boot', [2])
  expect(removals).not.toHaveBeenCalled()
  removals.mockRestore()
  expect(create().read('boot')).toEqual([2])
  storage.write('boot', undefined)
  expect([create().read('boot'), storage.names()]).toEqual([undefined, []])
})

test('keeps in memory what there is no room for, and forgets what stood there before', () => {
  const storage = create()
  storage.write('boot', ['before'])
  const full = vi.spyOn(localStorage, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  storage.write('boot', ['after'])
  full.mockRestore()
  expect([storage.read('boot'), create().read('boot'), localStorage.getItem('espalier:boot')]).toEqual([['after'], undefined, null])
  storage.clear()
})

test('stores nothing while the person refuses, and takes away what was stored', () => {
  let allowed = true
  const storage = createWebStorage(
    () => localStorage,
    () => allowed,
  )
  storage.write('boot', ['before'])
  allowed = false
  storage.write('boot', ['after'])
  expect([storage.read('boot'), localStorage.getItem('espalier:boot')]).toEqual([['after'], null])
  storage.clear()
})
