import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { Hono } from 'hono'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { createTrouble } from '../store/trouble.ts'
import { MAX_BODY, readBody } from './body.ts'
import { JSON_LIMITS, checkJson } from './check-json.ts'
import type { Env } from './env.ts'
import { answerError } from './errors.ts'

const log = pino({ level: 'silent' })
const trouble = createTrouble({ probe: () => Promise.resolve() }, log)
const app = new Hono<Env>()
app.onError((error, c) => answerError(error, c, { log, trouble }))
app.post('/', async (c) => c.json({ read: await readBody(c) }))

async function post(body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const answer = await app.request('/', { method: 'POST', body, headers })
  return { status: answer.status, body: (await answer.json()) as { read?: unknown; error?: { code: string; field?: string } } }
}

describe('readBody', () => {
  test('reads JSON as itself and as plain text, compressed or not', async () => {
    for (const type of ['application/json', 'application/json; charset=utf-8', 'text/plain', 'text/plain;charset=UTF-8']) {
      expect(await post('{"a":[1,"あ"]}', { 'content-type': type })).toEqual({ status: 200, body: { read: { a: [1, 'あ'] } } })
    }
    const zipped = await post(gzipSync('{"a":1}'), { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    expect(zipped.body).toEqual({ read: { a: 1 } })
  })

  test.each([
    ['broken JSON', '{"a":', 400, 'invalid-json'],
    ['an empty body', ' ', 400, 'empty-body'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 400, 'invalid-utf8'],
    ['more than 500 KB', `"${'x'.repeat(MAX_BODY)}"`, 413, 'body-too-large'],
  ])('refuses %s', async (_, body, status, code) => {
    const answer = await post(body)
    expect([answer.status, answer.body.error?.code]).toEqual([status, code])
  })

  test('refuses other content types and encodings, and broken gzip', async () => {
    expect((await post('a=1', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    expect((await post('{}', { 'content-type': 'application/json', 'content-encoding': 'br' })).status).toBe(415)
    const broken = await post('not gzip', { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    expect([broken.status, broken.body.error?.code]).toEqual([400, 'unreadable-body'])
  })

  test('stops a small archive from becoming a large body', async () => {
    const bomb = gzipSync(`"${'x'.repeat(50_000_000)}"`)
    expect(bomb.byteLength).toBeLessThan(MAX_BODY)
    expect((await post(bomb, { 'content-type': 'application/json', 'content-encoding': 'gzip' })).status).toBe(413)
  })

  test('names the path of what goes over the limits', async () => {
    const wide = JSON.stringify({
      a: [{ b: Object.fromEntries(Array.from({ length: JSON_LIMITS.keys + 1 }, (_, index) => [`k${index}`, 1])) }],
    })
    expect((await post(wide)).body.error).toMatchObject({ code: 'invalid-body', field: 'a[0].b' })
    expect((await post(JSON.stringify({ a: { b: 'x'.repeat(JSON_LIMITS.string + 1) } }))).body.error?.field).toBe('a.b')
    expect((await post('{"a":{"__proto__":{"admin":true}}}')).body.error?.field).toBe('a.__proto__')
    expect((await post('{"constructor":1}')).body.error?.field).toBe('constructor')
    const deep = await post(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect([deep.status, deep.body.error?.code]).toEqual([400, 'invalid-body'])
  })
})

describe('checkJson', () => {
  test('lets every value within the limits through', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const parsed: unknown = JSON.parse(JSON.stringify(value))
        fc.pre(!/"(__proto__|constructor|prototype|toString|valueOf)":/.test(JSON.stringify(value)))
        expect(checkJson(parsed)).toBeUndefined()
      }),
    )
  })

  test('allows exactly the depth that it promises', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)])
    expect(checkJson(nested(JSON_LIMITS.depth))).toBeUndefined()
    expect(checkJson(nested(JSON_LIMITS.depth + 1))?.message).toBe('nested deeper than 32 levels')
  })
})
