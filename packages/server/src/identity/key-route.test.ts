import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { NOON } from '../decisions/workspace.case.ts'
import { openApp } from '../open-app.case.ts'
import { keyPair, makePairSigner, makeSigner } from './sign.case.ts'

const PATH = '/v1/identity/keys'
const { publicKey, pem } = keyPair('ES256')
const spki = (key: { export(options: { type: 'spki'; format: 'pem' }): string | Buffer }) =>
  key.export({ type: 'spki', format: 'pem' }).toString()

test('shows a secret once, and lists keys without it', async () => {
  await using open = await openApp({ clock: () => NOON })
  const { status, body, headers } = await open.call('POST', PATH, { algorithm: 'HS256', label: 'Rails' })
  expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(Buffer.from(body.secret, 'base64url')).toHaveLength(32)
  const listed = await open.call('GET', PATH)
  expect(listed.body.keys).toEqual([{ id: body.id, algorithm: 'HS256', label: 'Rails', createdAt: '2026-11-22T12:00:00.000Z' }])
  expect(JSON.stringify(listed.body)).not.toContain(body.secret)
})

test('has two keys in use at most, and takes a new one when one was retired', async () => {
  await using open = await openApp({ clock: () => NOON })
  const first = await open.call('POST', PATH, { algorithm: 'HS256', label: 'One' })
  await open.call('POST', PATH, { algorithm: 'ES256', label: 'Two', publicKey })
  const third = await open.call('POST', PATH, { algorithm: 'HS256', label: 'Three' })
  expect([third.status, third.body.error.code]).toEqual([409, 'too-many-keys'])
  expect((await open.call('DELETE', `${PATH}/${first.body.id}`)).status).toBe(200)
  expect((await open.call('DELETE', `${PATH}/${first.body.id}`)).status).toBe(404)
  expect((await open.call('POST', PATH, { algorithm: 'HS256', label: 'Three' })).status).toBe(200)
  const { body } = await open.call('GET', PATH)
  expect(body.keys.map(({ label, retiredAt }: { label: string; retiredAt?: string }) => [label, retiredAt !== undefined])).toEqual(
    expect.arrayContaining([
      ['One', true],
      ['Two', false],
      ['Three', false],
    ]),
  )
})

test.each([
  ['no key', 'ES256', undefined, 'expected a public key as PEM'],
  ['text that is no key', 'RS256', 'ssh-rsa AAAA', 'expected a public key as PEM'],
  ['a private key', 'ES256', pem, 'this is a private key'],
  ['a key for another algorithm', 'RS256', publicKey, 'RS256 needs an RSA key; this one is ec'],
  ['an RSA key for ES256', 'ES256', spki(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey), 'this one is rsa'],
  ['a key on another curve', 'ES256', spki(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey), 'this one is on secp384r1'],
  ['a short key', 'RS256', spki(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey), 'at least 2048 bits; this one has 1024'],
  ['a key that the server makes itself', 'HS256', publicKey, 'expected none with HS256'],
])('refuses %s, and says why', async (_, algorithm, key, message) => {
  await using open = await openApp()
  const { status, body } = await open.call('POST', PATH, { algorithm, label: 'Key', ...(key !== undefined && { publicKey: key }) })
  expect([status, body.error.field]).toEqual([400, 'publicKey'])
  expect(body.error.message).toContain(message)
})

test('is closed to public keys', async () => {
  await using open = await openApp()
  for (const method of ['GET', 'POST']) expect((await open.call(method, PATH, undefined, { key: 'pk_test_demo' })).status).toBe(403)
})

test('takes tokens of each algorithm, of both keys in use, and none of a retired one', async () => {
  await using open = await openApp({ clock: () => NOON })
  await open.call('PUT', '/v1/settings', { identity: { mode: 'enforce' } })
  const statusOf = async (token: string) =>
    (await open.call('POST', '/v1/batch', { token, batch: [{ type: 'track', event: 'Seen', userId: 'mari' }] }, { key: 'pk_test_demo' }))
      .body.results[0].status
  const [hs, rs] = [await makeSigner(open, NOON), await makePairSigner(open, 'RS256', NOON)]
  expect(await Promise.all([hs, rs].map(async ({ sign }) => statusOf(await sign({ sub: 'mari' }))))).toEqual(['accepted', 'accepted'])
  await open.call('DELETE', `${PATH}/${hs.kid}`)
  const es = await makePairSigner(open, 'ES256', NOON)
  expect(await Promise.all([hs, rs, es].map(async ({ sign }) => statusOf(await sign({ sub: 'mari' }))))).toEqual([
    'rejected',
    'accepted',
    'accepted',
  ])
})
