import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOON } from '../decisions/workspace.case.ts'
import type { IdentityKey } from '../store/identity.ts'
import { keyPair } from './sign.case.ts'
import { verifyToken } from './token.ts'

const SECRET = 'a-secret-of-more-than-thirty-two-characters'
const NOW = NOON / 1000
const PAIR = keyPair('RS256')

const key = (change: Partial<IdentityKey> = {}): IdentityKey => ({
  id: 'k1',
  algorithm: 'HS256',
  label: '',
  material: SECRET,
  createdAt: 0,
  ...change,
})
const KEYS = [key(), key({ id: 'k2', algorithm: 'RS256', material: PAIR.publicKey })]

/** Signs any text by hand, as a library for tokens would refuse to. */
function token(header: unknown, payload: unknown, secret = SECRET): string {
  const part = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
  const head = `${part(header)}.${part(payload)}`
  return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`
}
/** The same bytes: of the last letter of 32 bytes, two bits say nothing. */
const leftOver = (text: string): string => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return text.slice(0, -1) + letters.charAt(letters.indexOf(text.slice(-1)) + 1)
}
const HEADER = { alg: 'HS256', kid: 'k1' }
const CLAIMS = { sub: 'u_1', iat: NOW, exp: NOW + 3600 }
const verify = (text: unknown) => verifyToken(text, KEYS, NOON)
const problem = async (text: unknown) => {
  const proof = await verify(text)
  return 'problem' in proof ? proof.problem : proof
}

test('reads what the host signed', async () => {
  const said = { acc: 'acme', traits: { role: 'admin' }, accountTraits: { seats: 4 }, plan: 'team' }
  expect(await verify(token(HEADER, { ...CLAIMS, ...said }))).toEqual({
    claims: { user: 'u_1', account: 'acme', traits: { role: 'admin' }, accountTraits: { seats: 4 }, plan: 'team', issuedAt: NOON },
  })
  expect(await verify(token(HEADER, { sub: 'u_1', exp: NOW + 60 }))).toEqual({ claims: { user: 'u_1', issuedAt: NOON } })
})

test('is for whom the workspace says, where it says so', async () => {
  const to = async (aud: unknown, audience: string) => {
    const proof = await verifyToken(token(HEADER, { ...CLAIMS, aud }), KEYS, NOON, audience)
    return 'problem' in proof ? proof.problem : 'good'
  }
  expect([await to('espalier', 'espalier'), await to(['billing', 'espalier'], 'espalier')]).toEqual(['good', 'good'])
  expect([await to(undefined, ''), await to('billing', '')]).toEqual(['good', 'good'])
  for (const aud of [undefined, null, '', 'Espalier', 'billing', ['billing'], [], [['espalier']], { espalier: true }, 7]) {
    expect([aud, await to(aud, 'espalier')]).toEqual([aud, 'audience'])
  }
})

describe('proves nothing', () => {
  test.each([
    ['without a signature', `${token({ alg: 'none', kid: 'k1' }, CLAIMS).split('.').slice(0, 2).join('.')}.`, 'key'],
    ['with the algorithm none and a signature', token({ alg: 'none', kid: 'k1' }, CLAIMS), 'key'],
    ['with no key named', token({ alg: 'HS256' }, CLAIMS), 'key'],
    ['with a key that nobody has', token({ ...HEADER, kid: 'other' }, CLAIMS), 'key'],
    ['with a name of every object for a key', token({ ...HEADER, kid: '__proto__' }, CLAIMS), 'key'],
    ['with the public key taken for a secret', token({ alg: 'HS256', kid: 'k2' }, CLAIMS, PAIR.publicKey), 'key'],
    ['with another secret', token(HEADER, CLAIMS, 'x'.repeat(40)), 'signature'],
    [
      'with claims changed after signing',
      token(HEADER, CLAIMS).replace(/\.[^.]+\./, `.${btoa('{"sub":"u_2"}').replace(/=+$/, '')}.`),
      'signature',
    ],
    ['when it has expired', token(HEADER, { ...CLAIMS, iat: NOW - 7200, exp: NOW - 61 }), 'expired'],
    ['when it was issued in the future', token(HEADER, { ...CLAIMS, iat: NOW + 61, exp: NOW + 120 }), 'early'],
    ['when it begins in the future', token(HEADER, { ...CLAIMS, nbf: NOW + 61 }), 'early'],
    ['when it lives longer than a day', token(HEADER, { ...CLAIMS, exp: NOW + 86_400 + 61 }), 'long'],
    ['when it never ends', token(HEADER, { sub: 'u_1', iat: NOW }), 'claims'],
    ['with a list for a user', token(HEADER, { ...CLAIMS, sub: ['u_1'] }), 'claims'],
    ['with a list for an account', token(HEADER, { ...CLAIMS, acc: ['acme'] }), 'claims'],
    ['with a list of traits', token(HEADER, { ...CLAIMS, traits: ['admin'] }), 'claims'],
    ['with text for a time', token(HEADER, { ...CLAIMS, exp: 'tomorrow' }), 'claims'],
    ['with a prototype among the traits', token(HEADER, `{"sub":"u_1","exp":${NOW + 60},"traits":{"__proto__":{"admin":true}}}`), 'claims'],
    ['when its claims are a list', token(HEADER, [CLAIMS]), 'malformed'],
    ['when its claims are no JSON', token(HEADER, '{"sub":'), 'malformed'],
    ['when it asks for an extension', token({ ...HEADER, crit: ['b64'], b64: false }, CLAIMS), 'malformed'],
    ['when it is no token', 'a.b', 'malformed'],
    ['when it is padded', `${token(HEADER, CLAIMS)}=`, 'malformed'],
    ['when its last letter has bits that are left over', leftOver(token(HEADER, CLAIMS)), 'malformed'],
    ['when it is not ASCII', '日本語.日本語.日本語', 'malformed'],
    ['when it is huge', token(HEADER, { ...CLAIMS, traits: { note: 'x'.repeat(9000) } }), 'malformed'],
    ['when it is a number', 7, 'malformed'],
  ])('%s', async (_, text, expected) => {
    expect(await problem(text)).toBe(expected)
  })
})

test('clocks may be a minute apart', async () => {
  expect(await problem(token(HEADER, { ...CLAIMS, iat: NOW - 3600, exp: NOW - 59 }))).toHaveProperty('claims')
  expect(await problem(token(HEADER, { ...CLAIMS, iat: NOW + 59, nbf: NOW + 59 }))).toHaveProperty('claims')
})

test('of a claim that is written twice, the last one is what the host signed', async () => {
  expect(await verify(token(HEADER, `{"sub":"u_1","sub":"u_2","exp":${NOW + 60}}`))).toMatchObject({ claims: { user: 'u_2' } })
  expect(await problem(token('{"alg":"HS256","alg":"none","kid":"k1"}', CLAIMS))).toBe('key')
})

test('answers, and proves nothing, whatever text it is given', async () => {
  const parts = fc.array(
    fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.base64String(), fc.constant(token(HEADER, CLAIMS).split('.')[0])),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        parts.map((all) => all.join('.')),
        fc.anything(),
      ),
      async (text) => {
        expect(await verify(text)).toHaveProperty('problem')
      },
    ),
    { numRuns: 500 },
  )
  const json = fc.tuple(fc.oneof(fc.json(), fc.constant(JSON.stringify(HEADER))), fc.oneof(fc.json(), fc.string({ unit: 'binary' })))
  await fc.assert(
    fc.asyncProperty(json, async ([header, payload]) => {
      expect(await verify(token(header, payload))).toHaveProperty('problem')
    }),
    { numRuns: 500 },
  )
})
