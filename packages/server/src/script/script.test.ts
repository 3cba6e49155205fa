import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createHash } from 'node:crypto'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import type { Env } from '../http/env.ts'
import { answerError } from '../http/errors.ts'
import { openApp } from '../open-app.case.ts'
import type { OpenApp } from '../open-app.case.ts'
import { createScriptRoutes } from './route.ts'

let open: OpenApp
let root: string
let releases: string

const start = (config: object = { releases }): OpenAPIHono<Env> => {
  const app = createScriptRoutes({ ...open.deps, config }, root)
  app.onError((error, c) => answerError(error, c, open.deps))
  return app
}

async function build(engine: string): Promise<void> {
  const files = {
    'sdk/dist/sdk.js': 'const load=(e)=>import(new URL(`././${e}.js`,src))',
    'sdk/dist/engine.js': engine,
    'sdk/dist/index.js': 'import "@espalier/core"',
    'sdk/dist/chunks/explain-a1b2.js': 'export const words = 1',
    'widgets/dist/widgets.js': 'import("./chunks/card-c3d4.js")',
    'widgets/dist/chunks/card-c3d4.js': 'import("./icon-e5f6.js")',
    'widgets/dist/chunks/icon-e5f6.js': `export const icon = "${'path '.repeat(300)}"`,
    'widgets/dist/chunks/card-0ld0.js': 'an earlier build',
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, 'packages', path)), { recursive: true })
    await writeFile(join(root, 'packages', path), text)
  }
}

async function get(app: OpenAPIHono<Env>, path: string, headers: Record<string, string> = {}) {
  const answer = await app.request(path, { headers })
  const bytes = Buffer.from(await answer.arrayBuffer())
  const header = (name: string) => answer.headers.get(name)
  return { status: answer.status, header, bytes, text: bytes.toString(), body: () => JSON.parse(bytes.toString()) }
}

beforeAll(async () => {
  open = await openApp()
})
afterAll(() => open[Symbol.asyncDispose]())
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'espalier-script-'))
  releases = join(root, 'data/releases')
  await build('import("./chunks/explain-a1b2.js")')
})
afterEach(() => rm(root, { recursive: true }))

test('the rolling script is asked for again soon, and finds its files under its own version for ever', async () => {
  const app = start()
  const { version, files } = (await get(app, '/v1/sri.json')).body()
  const rolling = await get(app, '/v1/sdk.js')
  expect(rolling.text).toContain(`./${version}/`)
  expect(rolling.header('cache-control')).toBe('public, max-age=300')
  expect(rolling.header('access-control-allow-origin')).toBe('*')
  expect((await get(app, '/v1/sdk.js', { 'if-none-match': rolling.header('etag') ?? '' })).status).toBe(304)
  expect(version).toMatch(/^\d+\.\d+\.\d+-[\da-f]{8}$/)
  expect(Object.keys(files).toSorted()).toEqual([
    'chunks/card-c3d4.js',
    'chunks/explain-a1b2.js',
    'chunks/icon-e5f6.js',
    'engine.js',
    'sdk.js',
    'widgets.js',
  ])
  for (const [name, { url, integrity }] of Object.entries(files as Record<string, { url: string; integrity: string }>)) {
    const file = await get(app, url)
    expect([name, file.status, file.header('cache-control')]).toEqual([name, 200, 'public, max-age=31536000, immutable'])
    expect([file.header('access-control-allow-origin'), file.header('cross-origin-resource-policy')]).toEqual(['*', 'cross-origin'])
    expect(integrity).toBe(`sha384-${createHash('sha384').update(file.bytes).digest('base64')}`)
  }
  const icon = await get(app, `/v1/${version}/chunks/icon-e5f6.js`, { 'accept-encoding': 'br' })
  expect(brotliDecompressSync(icon.bytes).toString()).toContain('path path')
})

test('sends what was compressed ahead, and compresses by itself what is of another build or cut off', async () => {
  const dist = join(root, 'packages/sdk/dist')
  const engine = Buffer.from('import("./chunks/explain-a1b2.js")')
  const kept = { gzip: gzipSync(engine, { level: 1 }), br: brotliCompressSync(engine) }
  await writeFile(join(dist, 'engine.js.gz'), kept.gzip)
  await writeFile(join(dist, 'engine.js.br'), kept.br)
  const icon = join(root, 'packages/widgets/dist/chunks/icon-e5f6.js')
  await writeFile(`${icon}.gz`, gzipSync('of another build'))
  await writeFile(`${icon}.br`, kept.br.subarray(0, 9))
  await writeFile(join(dist, 'rolling.js.gz'), gzipSync('of another version'))

  const app = start({})
  const { files } = (await get(app, '/v1/sri.json')).body()
  const send = (url: string, accept: string) => get(app, url, { 'accept-encoding': accept })
  expect((await send(files['engine.js'].url, 'gzip')).bytes).toEqual(kept.gzip)
  expect((await send(files['engine.js'].url, 'br')).bytes).toEqual(kept.br)
  const path = files['chunks/icon-e5f6.js'].url
  expect(gunzipSync((await send(path, 'gzip')).bytes).toString()).toContain('path path')
  expect(brotliDecompressSync((await send(path, 'br')).bytes).toString()).toContain('path path')
  expect((await send('/v1/sdk.js', 'gzip')).text).toContain('import(new URL(')
})

test('the same files have the same version, other files another one', async () => {
  const version = async (app = start({})) => (await get(app, '/v1/sri.json')).body().version as string
  const first = await version()
  expect(await version()).toBe(first)
  await build('other()')
  expect(await version()).not.toBe(first)
})

test('a page that is open across an update still finds the engine of its script, after a restart too', async () => {
  const before = start()
  const { version } = (await get(before, '/v1/sri.json')).body()
  await build('engine(2)')
  const after = start()
  expect((await get(after, '/v1/sri.json')).body().version).not.toBe(version)
  const engine = await get(after, `/v1/${version}/engine.js`)
  expect([engine.status, engine.text, engine.header('cache-control')]).toEqual([
    200,
    'import("./chunks/explain-a1b2.js")',
    'public, max-age=31536000, immutable',
  ])
  expect((await get(after, `/v1/${version}/chunks/explain-a1b2.js`)).status).toBe(200)
  expect((await get(after, '/v1/engine.js')).text).toBe('engine(2)')
  // The server that was not updated yet serves pages that met the other one, as they share the folder.
  const { version: newer } = (await get(after, '/v1/sri.json')).body()
  expect((await get(before, `/v1/${newer}/engine.js`)).text).toBe('engine(2)')
})

test('keeps five versions and forgets the oldest', async () => {
  const versions: string[] = []
  for (let update = 0; update < 7; update++) {
    await build(`engine(${update})`)
    versions.push((await get(start(), '/v1/sri.json')).body().version)
  }
  expect((await readdir(releases)).toSorted()).toEqual(versions.slice(2).toSorted())
  const gone = await get(start(), `/v1/${versions[0]}/engine.js`)
  expect([gone.status, gone.body().error.code, gone.header('cache-control')]).toEqual([404, 'version-not-kept', 'no-store'])
})

test.each(['9.9.9-00000000/engine.js', '9.9.9-00000000/../../../secret', '0.1.0-zzzzzzzz/sdk.js'])('has no file %s', async (path) => {
  const answer = await get(start({}), `/v1/${path}`)
  expect(answer.status).toBe(404)
})

test('says what to do when nothing is built', async () => {
  await rm(join(root, 'packages'), { recursive: true })
  const answer = await get(start(), '/v1/sdk.js')
  expect(answer.status).toBe(503)
  expect(answer.text).toContain('run \\"pnpm build\\"')
})

test('serves the script from a folder that cannot be written', async () => {
  await writeFile(join(root, 'data'), 'a file where the folder should be')
  expect((await get(start(), '/v1/sdk.js')).status).toBe(200)
})

test('another path for the script holds for its files and stands before the API', async () => {
  await using app = await openApp({ config: { script: '/grow/helper.js' } })
  const { status, body } = await app.call('GET', '/grow/sri.json')
  expect([status, body.rolling, body.script]).toEqual([200, '/grow/helper.js', `/grow/${body.version}/helper.js`])
  for (const path of [body.rolling, body.script, body.files['engine.js'].url, '/v1/sdk.js'])
    expect([path, (await app.call('GET', path, undefined, { key: null })).status]).toEqual([path, 200])
  expect((await app.call('POST', '/grow/v1/track', { userId: 'u', event: 'Saved' }, { key: 'pk_test_demo' })).status).toBe(200)
  for (const path of ['/grow/console/', '/grow/health', '/other/helper.js']) expect((await app.call('GET', path)).status).toBe(404)
})

test('writes the tags for a page', async () => {
  const app = start()
  const { version, files } = (await get(app, '/v1/sri.json')).body()
  const snippet = (await get(app, '/v1/snippet?host=https://grow.example.com/&key=pk_live_1')).body()
  expect(snippet.tag).toBe('<script async src="https://grow.example.com/v1/sdk.js" data-key="pk_live_1"></script>')
  expect(snippet.pinned).toBe(
    `<script async src="https://grow.example.com/v1/${version}/sdk.js" integrity="${files['sdk.js'].integrity}" crossorigin="anonymous" data-key="pk_live_1"></script>`,
  )
  const [, inline = ''] = /^<script>(.*)<\/script>$/.exec(snippet.stub) ?? []
  expect(snippet.policy).toBe(`script-src https://grow.example.com '${hashOf(inline)}'; connect-src https://grow.example.com`)
  const [, map = ''] = /^<script type="importmap">(.*)<\/script>$/.exec(snippet.importMap) ?? []
  expect(JSON.parse(map).integrity[`https://grow.example.com/v1/${version}/engine.js`]).toBe(files['engine.js'].integrity)
  expect(snippet.importMapSource).toBe(`'${hashOf(map)}'`)
})

test.each(['key=pk_1', 'host=ftp://a', 'host=https://a.example&key=%22%3E%3Cscript%3E'])(
  'refuses to write tags for "%s"',
  async (query) => {
    expect((await get(start({}), `/v1/snippet?${query}`)).status).toBe(400)
  },
)

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`
