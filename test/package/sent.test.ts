import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type Server } from '../harness/server.ts'
import { bytesOf, weights } from './browser-files.ts'
import { REPOSITORY } from './pack.ts'

type Listed = Record<string, { url: string; integrity: string }>

let server: Server
let list: { version: string; rolling: string; files: Listed }

/** What an answer brought, as it came over the wire. */
async function get(path: string, accept?: string) {
  const asking = request(server.url + path, { headers: accept === undefined ? {} : { 'accept-encoding': accept } })
  asking.end()
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  const body = await buffer(answer)
  const coding = answer.headers['content-encoding']
  const decoded = coding === 'br' ? brotliDecompressSync(body) : coding === 'gzip' ? gunzipSync(body) : body
  return { status: answer.statusCode, coding, vary: answer.headers.vary, etag: answer.headers.etag, body, decoded }
}

beforeAll(async () => {
  server = await startServer()
  list = JSON.parse((await get('/v1/sri.json')).decoded.toString()) as typeof list
})
afterAll(() => server?.stop())

test.each([
  ['nothing', undefined, undefined],
  ['gzip', 'gzip', 'gzip'],
  ['what browsers ask for', 'gzip, deflate, br, zstd', 'br'],
  ['brotli at a weight', 'gzip;q=0.5,br;q=0.9', 'br'],
  ['no brotli', 'br;q=0, gzip', 'gzip'],
  ['neither', 'gzip;q=0, br;q=0.0, identity', undefined],
  ['codings that only sound alike', 'x-gzip2, brotli', undefined],
])('every file decodes to what its check sum says for whom accepts %s', async (_, accept, expected) => {
  expect(Object.keys(list.files).length).toBeGreaterThan(10)
  for (const [name, { url, integrity }] of Object.entries(list.files)) {
    const { status, coding, vary, decoded } = await get(url, accept)
    expect([name, status, coding, vary]).toEqual([name, 200, expected, 'accept-encoding'])
    expect([name, `sha384-${createHash('sha384').update(decoded).digest('base64')}`]).toEqual([name, integrity])
  }
  const rolling = await get(list.rolling, accept)
  const pinned = await get(list.files['sdk.js']?.url ?? '')
  expect(rolling.decoded.toString()).toBe(pinned.body.toString().replace('././', `./${list.version}/`))
  expect(rolling.coding).toBe(expected)
})

test('a file has one tag in every coding', async () => {
  const tags = await Promise.all([undefined, 'gzip', 'br'].map(async (accept) => (await get(list.rolling, accept)).etag))
  expect(new Set(tags).size).toBe(1)
})

const PLACES = ['packages/sdk/dist', 'packages/widgets/dist']

test.each(['gzip', 'br'] as const)('what is weighed is what is sent as %s', async (accept) => {
  const all = new Set(weights().flatMap((one) => one.files))
  for (const file of all) {
    const name = PLACES.map((place) => join(REPOSITORY, place, '/')).reduce((path, place) => path.replace(place, ''), file)
    const path = name === 'sdk.js' ? list.rolling : list.files[name]?.url
    const { gzip, sent } = bytesOf([file])
    const { body } = await get(path ?? '', accept)
    expect([name, body.length]).toEqual([name, accept === 'br' ? sent.brotli : sent.gzip])
    expect(body.length).toBeLessThan(gzip)
    expect(body.length).toBeLessThan(readFileSync(file).length)
  }
})
