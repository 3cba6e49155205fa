import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { onceARun } from './once-a-run.ts'

test('makes a folder once, for everybody who asks at the same time', async () => {
  let made = 0
  const ask = () => onceARun('letters', (folder) => writeFile(join(folder, 'a.txt'), String((made += 1))))
  const folders = await Promise.all([ask(), ask(), ask()])
  expect([new Set(folders).size, made]).toEqual([1, 1])
  expect(await readFile(join(folders[0] ?? '', 'a.txt'), 'utf8')).toBe('1')
})

test('tells whom it failed, and lets the next one try', async () => {
  const fail = () => onceARun('numbers', () => Promise.reject(new Error('no room')))
  await expect(fail()).rejects.toThrow('no room')
  expect(await onceARun('numbers', (folder) => writeFile(join(folder, '1'), ''))).toMatch(/numbers$/)
})
