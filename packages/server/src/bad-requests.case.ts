import { gzipSync } from 'node:zlib'
import fc from 'fast-check'

/** A request as an attacker, or a broken client, sends it. */
export interface BadRequest {
  method: string
  path: string
  headers: [string, string][]
  body?: string | Uint8Array<ArrayBuffer>
}

/** A route of the OpenAPI document, with the names of the fields that its body knows. */
export interface DescribedRoute {
  method: string
  path: string
  fields: readonly string[]
}

/** A field that no body knows and no event has in this shape: what carries it is refused. */
const WRONG = { timestamp: 'yesterday' }

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

const VALUES = [
  ...[null, true, -1, 0.1, 1e308, -1e308, 2 ** 53, 1e21, '', ' ', 'NaN', 'Infinity', '1e999', '-0'],
  ...[
    'x'.repeat(9000),
    'a\0b',
    '\ud800',
    'a\udc00b',
    '\u202e',
    '😀'.repeat(300),
    "'; drop table person; --",
    '{{7*7}}',
    '../../etc/passwd',
    '%00',
  ],
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-02-30T00:00:00Z', '2026-11-22T09:00:00+99:99', 'javascript:alert(1)'],
  ...[
    [],
    [[]],
    {},
    { $where: '1' },
    Array.from({ length: 3000 }, () => null),
    JSON.parse('{"__proto__":{"admin":true}}'),
    JSON.parse(nested(40)),
  ],
] as unknown[]

const TEXTS = [
  ...[
    '',
    ' ',
    '{',
    '[1,',
    'NaN',
    '{"a":NaN}',
    '{"a":1}{"b":2}',
    'undefined',
    'null',
    'true',
    '7',
    '"text"',
    '[]',
    '[[]]',
    "{'a':1}",
    '{"a":01}',
  ],
  ...['[', '{"a":'].map((open) => open.repeat(100_000)),
  ...[
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    nested(100_000),
    `"${'x'.repeat(600_000)}"`,
    `[${'1,'.repeat(200_000)}1]`,
    '\ufeff[]',
    '\0',
  ],
]

const bytes = (...list: number[]) => Uint8Array.from(list)
const zipped = gzipSync('{"batch":[]}')
const BYTES: readonly (readonly [Uint8Array<ArrayBuffer>, [string, string][]])[] = [
  [bytes(0x22, 0xff, 0xfe, 0x22), []],
  [bytes(0xed, 0xa0, 0x80), []],
  [bytes(0x7b, 0x00, 0x7d), []],
  [bytes(1, 2, 3), [['content-encoding', 'gzip']]],
  [zipped.subarray(0, zipped.byteLength - 9), [['content-encoding', 'gzip']]],
  [gzipSync(`"${'x'.repeat(20_000_000)}"`), [['content-encoding', 'gzip']]],
  [gzipSync('['.repeat(100_000)), [['content-encoding', 'gzip']]],
  [zipped, [['content-encoding', 'gzip, gzip']]],
  [zipped, [['content-encoding', 'br']]],
]

const TYPES = [
  'application/json',
  'application/json',
  'text/plain',
  'text/html',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  ';;',
]
const IDS = [
  ...['nobody', '%00', '%2F', '..%2f..%2fetc', 'a%20b', '%E3%81%82', '%ff', '%', '%ED%A0%80', '__proto__', 'constructor', 'x'.repeat(5000)],
  ...['-1', '0', '1e9', '99999999999999999999', 'NaN', '%27%3B--', '%0d%0aset-cookie:a=b'],
]
const QUERIES = [
  ...['', '', '?', '?limit=-1', '?limit=NaN', '?limit=1e9', '?limit=', '?limit=1&limit=2', '?cursor=%ff%fe', '?cursor=AAAA', '?search=%00'],
  ...[
    '?search=%25%5C_',
    '?search=%ED%A0%80',
    '?__proto__[a]=1',
    `?search=${'x'.repeat(3000)}`,
    '?%',
    '?lang=xx',
    '?a=b'.repeat(200),
    '?cursor=__proto__',
  ],
]
const METHODS = ['HEAD', 'OPTIONS', 'PATCH', 'PUT', 'POST', 'DELETE', 'GET', 'PROPFIND']
const KEYS = [
  'Bearer sk_test_demo',
  'Bearer sk_test_demo',
  'Bearer pk_test_demo',
  'Bearer wrong',
  'Bearer ',
  'Basic !!!',
  'Basic c2tfdGVzdF9kZW1vOg==',
  'x',
  undefined,
]
/** Another site: nothing that a cookie or nobody at all may do is done from there. */
const ORIGIN: [string, string] = ['origin', 'https://elsewhere.example']

/**
 * Requests of which none may change anything, the same for the same `seed`. They reach every route with and without a key,
 * by its own and by other methods, with bodies from not JSON at all to nearly right.
 */
export function badRequests(routes: readonly DescribedRoute[], count: number, seed: number): BadRequest[] {
  return fc.sample(fc.constantFrom(...routes).chain(badRequest), { numRuns: count, seed })
}

function badRequest({ method, path, fields }: DescribedRoute): fc.Arbitrary<BadRequest> {
  const ids = fc.constantFrom(...IDS)
  const address = fc.tuple(ids, ids, fc.constantFrom(...QUERIES)).map(([id, second, query]) => {
    const [first, ...rest] = path.split(/\{\w+\}/)
    return [first, ...rest.map((part, index) => (index === 0 ? id : second) + part)].join('') + query
  })
  return fc
    .record({
      method: fc.oneof({ weight: 3, arbitrary: fc.constant(method) }, { weight: 1, arbitrary: fc.constantFrom(...METHODS) }),
      address,
      key: fc.constantFrom(...KEYS),
      type: fc.constantFrom(...TYPES),
      sent: fc.oneof(
        { weight: 3, arbitrary: nearlyRight(fields) },
        { weight: 1, arbitrary: fc.constantFrom(...TEXTS).map((body) => [body, []] as const) },
        { weight: 1, arbitrary: fc.constantFrom(...BYTES) },
      ),
    })
    .map(({ method: verb, address: at, key, type, sent: [body, extra] }) => ({
      method: verb,
      path: at,
      headers: [ORIGIN, ['content-type', type], ...(key === undefined ? [] : [['authorization', key] as [string, string]]), ...extra],
      ...(verb === 'GET' || verb === 'HEAD' ? {} : { body }),
    }))
}

/** Known fields with wild values, lists of such objects among them, and one thing in every object that is surely wrong. */
function nearlyRight(fields: readonly string[]): fc.Arbitrary<readonly [string, [string, string][]]> {
  const names = fields.length > 0 ? fields : ['a']
  const value = fc.constantFrom(...VALUES)
  const flat = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 6 })
  const items = fc.array(
    fc.dictionary(fc.constantFrom('type', 'userId', 'event', 'account', 'campaign', 'at', 'arm', 'id', 'properties', 'traits'), value),
    { maxLength: 4 },
  )
  const object = fc.tuple(flat, fc.constantFrom(...names), fc.option(items)).map(([one, name, list]) => {
    const wrong = list?.map((item) => ({ ...item, ...WRONG }))
    return JSON.stringify({ ...one, ...(wrong && { [name]: wrong }), ...WRONG })
  })
  return object.map((body) => [body, []] as const)
}
