import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OPENED, SEEDED } from './demo/seeded.ts'
import { FIRST_KEYS } from './mixed-data.ts'
import { openStore } from './store/open.ts'

const BIN = fileURLToPath(new URL('../bin/espalier.mjs', import.meta.url))

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-mixed-'))
})

afterEach(() => rm(folder, { recursive: true }))

/** What a start in a folder with these notes prints until it can be reached. */
async function printed(notes: readonly string[], ...args: string[]): Promise<string> {
  const store = await openStore({ folder })
  for (const note of notes) await store.workspace.noteOnce(note, 'x')
  await store.close()
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH ?? '', ESPALIER_DATA: folder, PORT: '0', LOG_LEVEL: 'warn' }
    const child = execFile(process.execPath, [BIN, 'start', ...args], { env }, (_, out, errors) =>
      out ? resolve(out) : reject(new Error(errors)),
    )
    child.stdout?.on('data', (text: string) => text.includes('Listening') && child.kill('SIGTERM'))
  })
}

test('a start over the sample data of the demo says so, and only that one', async () => {
  expect(await printed([])).not.toContain('Careful')
  expect(await printed([OPENED, SEEDED])).toContain("this database has the demo's sample data")
})

test('a demo over data that was served says that everybody may read it, and only that one', async () => {
  expect(await printed([OPENED, SEEDED], '--demo')).not.toContain('Careful')
  expect(await printed([FIRST_KEYS], '--demo')).toContain('without a password')
})
