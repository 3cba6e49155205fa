import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFolder } from './folder.ts'

const app = new Hono()
const script = `export const words = "${'grow '.repeat(400)}"`
let base: string

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'espalier-folder-'))
  await mkdir(join(base, 'public', 'chunks'), { recursive: true })
  await writeFile(join(base, 'public', 'chunks', 'a.js'), script)
  await writeFile(join(base, 'public', '.env'), 'SECRET=1')
  await writeFile(join(base, 'secret.txt'), 'secret')
  const folder = createFolder(join(base, 'public'))
  app.get('/file', async (c) => (await folder.answer(c, c.req.query('path') ?? '', 'no-cache')) ?? c.notFound())
})

afterAll(() => rm(base, { recursive: true }))

const get = (path: string, headers: Record<string, string> = {}) => app.request(`/file?path=${encodeURIComponent(path)}`, { headers })

test('serves a file with its type and an answer of 304 to whom has it', async () => {
  const answer = await get('chunks/a.js')
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(await answer.text()).toBe(script)
  const again = await get('chunks/a.js', { 'if-none-match': answer.headers.get('etag') ?? '' })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('compresses for whom can read it', async () => {
  const answer = await get('chunks/a.js', { 'accept-encoding': 'gzip, br' })
  expect(answer.headers.get('content-encoding')).toBe('br')
  expect(brotliDecompressSync(await answer.arrayBuffer()).toString()).toBe(script)
  expect((await get('chunks/a.js', { 'accept-encoding': 'gzip' })).headers.get('content-encoding')).toBe('gzip')
})

test('notices that a file changed', async () => {
  const before = (await get('chunks/a.js')).headers.get('etag')
  await writeFile(join(base, 'public', 'chunks', 'a.js'), `${script}\n`)
  await utimes(join(base, 'public', 'chunks', 'a.js'), 1, 1)
  expect((await get('chunks/a.js')).headers.get('etag')).not.toBe(before)
})

test.each(['../secret.txt', 'chunks/../../secret.txt', '/../secret.txt', '.env', 'chunks', '', 'chunks/a.js\0.txt', 'none.js'])(
  'has no file "%s"',
  async (path) => {
    expect((await get(path)).status).toBe(404)
  },
)
