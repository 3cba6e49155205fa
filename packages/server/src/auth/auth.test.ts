import { sql } from 'kysely'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { openApp } from '../open-app.case.ts'
import type { OpenApp } from '../open-app.case.ts'

const OWNER = { name: 'Owner', email: 'owner@example.com', password: 'correct horse' }
const signUp = (open: OpenApp, body: object = OWNER) => open.call('POST', '/api/auth/sign-up/email', body, { key: null })
const signIn = (open: OpenApp, body: object, headers: Record<string, string> = {}) =>
  open.call('POST', '/api/auth/sign-in/email', body, { key: null, headers })
const cookieOf = (headers: Headers) => headers.get('set-cookie')?.split(';', 1)[0] ?? ''

describe('the console of a new server', () => {
  test('makes the first person its owner and nobody else', async () => {
    await using open = await openApp({ mode: 'live' })
    expect((await open.call('GET', '/api/session', undefined, { key: null })).body).toMatchObject({
      user: null,
      mode: 'live',
      firstRun: true,
    })
    const first = await signUp(open)
    expect(first.body).toMatchObject({ user: { name: 'Owner', email: 'owner@example.com' } })
    const refused = await signUp(open, { ...OWNER, email: 'second@example.com' })
    expect([refused.status, refused.body.error.code]).toEqual([403, 'sign-up-closed'])
    expect((await signUp(open, { ...OWNER, name: 'Again' })).body).toEqual(refused.body)
    const session = await open.call('GET', '/api/session', undefined, { key: null, headers: { cookie: cookieOf(first.headers) } })
    expect(session.body).toMatchObject({ user: { email: 'owner@example.com' }, firstRun: false })
  })

  test('has one owner when two people sign up at the same time', async () => {
    await using open = await openApp({ mode: 'live' })
    const answers = await Promise.all(['a@example.com', 'b@example.com', 'c@example.com'].map((email) => signUp(open, { ...OWNER, email })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(2)
  })

  test('names the field that is wrong', async () => {
    await using open = await openApp({ mode: 'live' })
    expect((await signUp(open, { ...OWNER, password: 'short' })).body.error).toMatchObject({
      field: 'password',
      message: expect.stringContaining('8'),
    })
    expect((await signUp(open, { ...OWNER, email: 'nobody' })).body.error).toMatchObject({ field: 'email' })
    expect((await signUp(open, { ...OWNER, role: 'admin' })).body.error).toMatchObject({ field: 'role' })
    expect((await signUp(open, { ...OWNER, name: 'A\0B' })).body.error).toMatchObject({ field: 'name' })
  })

  test('refuses the demo and its keys', async () => {
    await using open = await openApp({ mode: 'live' })
    expect((await open.call('POST', '/api/demo-session', {}, { key: null })).status).toBe(404)
    expect((await open.call('GET', '/v1/settings')).status).toBe(401)
  })
})

describe('a session', () => {
  test('ends with the sign-out', async () => {
    await using open = await openApp({ mode: 'live' })
    const cookie = cookieOf((await signUp(open)).headers)
    const read = () => open.call('GET', '/v1/settings', undefined, { key: null, headers: { cookie } })
    expect((await read()).status).toBe(200)
    await open.call('POST', '/api/auth/sign-out', {}, { key: null, headers: { cookie, origin: 'http://localhost' } })
    expect((await read()).status).toBe(401)
  })

  test('ends when it was to end, however busy it is', async () => {
    await using open = await openApp({ mode: 'live' })
    const cookie = cookieOf((await signUp(open)).headers)
    const { db } = open.deps.store.database
    const ends = async () => (await sql<{ expiresAt: string }>`select "expiresAt" from console_session`.execute(db)).rows[0]?.expiresAt
    const first = await ends()
    const soon = new Date(Date.now() + 5 * 86_400_000).toISOString()
    await sql`update console_session set "expiresAt" = ${soon}`.execute(db)
    expect((await open.call('GET', '/v1/settings', undefined, { key: null, headers: { cookie } })).status).toBe(200)
    expect([typeof first, await ends()]).toEqual(['string', soon])
  })

  test('is worth nothing to whom has a copy of the database', async () => {
    await using open = await openApp({ mode: 'live' })
    const { headers, body } = await signUp(open)
    const token = decodeURIComponent(cookieOf(headers).split('=')[1] ?? '').split('.')[0] ?? ''
    const { rows } = await open.deps.store.database.db.executeQuery<{ token: string }>({
      ...open.deps.store.database.db
        .selectFrom('console_session' as 'setting')
        .selectAll()
        .compile(),
    } as never)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.token).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify([rows, body])).not.toContain(token)
  })

  test('travels in a cookie that scripts and other sites cannot use', async () => {
    await using plain = await openApp({ mode: 'live' })
    expect((await signUp(plain)).headers.get('set-cookie')).toMatch(/^espalier=.*; Path=\/; HttpOnly; SameSite=Strict$/)
    await using secure = await openApp({ mode: 'live', config: { publicUrl: 'https://grow.example.com' } })
    const answer = await secure.call('POST', '/api/auth/sign-up/email', OWNER, {
      key: null,
      headers: { origin: 'https://grow.example.com' },
    })
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-espalier=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
  })

  test('cannot be started from the page of another site', async () => {
    await using open = await openApp({ mode: 'live' })
    await signUp(open)
    expect((await signIn(open, { email: OWNER.email, password: OWNER.password }, { origin: 'https://elsewhere.example' })).status).toBe(403)
  })

  test('of the demo does not open a live console', async () => {
    await using open = await openApp()
    const cookie = cookieOf((await open.call('POST', '/api/demo-session', undefined, { key: null })).headers)
    const again = cookieOf((await open.call('POST', '/api/demo-session', undefined, { key: null })).headers)
    expect(again).not.toBe(cookie)
    const { createDeps } = await import('../deps.ts')
    expect(await open.deps.auth.user(new Headers({ cookie }))).toMatchObject({ name: 'Demo' })
    const live = createDeps(open.deps.store, { mode: 'live' })
    expect(await live.auth.user(new Headers({ cookie }))).toBeUndefined()
    expect(await live.auth.hasOwner()).toBe(false)
  })
})

test('slows down whom guesses passwords, and says for how long', async () => {
  await using open = await openApp({ mode: 'live' })
  await signUp(open)
  const guesses = []
  for (let guess = 0; guess < 12; guess++) guesses.push(await signIn(open, { email: OWNER.email, password: `guess number ${guess}` }))
  expect(guesses[0]?.body.error.code).toBe('invalid-email-or-password')
  expect(guesses.at(-1)?.status).toBe(429)
  expect(Number(guesses.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('leaves a line in the log for who signed in and who was refused, without what they typed', async () => {
  const lines: string[] = []
  const log = pino({ base: null, timestamp: false }, { write: (line: string) => lines.push(line) })
  await using open = await openApp({ mode: 'live', log })
  await signUp(open)
  await signUp(open, { ...OWNER, email: 'second@example.com' })
  await signIn(open, { email: OWNER.email, password: 'wrong password' })
  for (let guess = 0; guess < 10; guess++) await signIn(open, { email: OWNER.email, password: 'wrong password' })
  expect(lines.map((line) => JSON.parse(line) as object).slice(0, 3)).toEqual([
    { level: 30, address: 'local', user: expect.any(String), msg: 'sign-up succeeded' },
    { level: 40, address: 'local', code: 'sign-up-closed', msg: 'sign-up refused' },
    { level: 40, address: 'local', code: 'invalid-email-or-password', msg: 'sign-in refused' },
  ])
  expect(lines.at(-1)).toContain('"code":"too-many-attempts"')
  expect(lines.join('')).not.toMatch(/example\.com|wrong password|correct horse/)
})

describe('a new password', () => {
  test('takes the place of the one before and ends every session', async () => {
    await using open = await openApp({ mode: 'live' })
    const cookie = cookieOf((await signUp(open)).headers)
    const read = (session: string) => open.call('GET', '/v1/settings', undefined, { key: null, headers: { cookie: session } })
    expect((await read(cookie)).status).toBe(200)
    expect(await open.deps.auth.resetPassword('a new long password')).toMatchObject({ email: OWNER.email })
    expect((await read(cookie)).status).toBe(401)
    expect((await signIn(open, { email: OWNER.email, password: OWNER.password })).status).toBe(401)
    const again = await signIn(open, { email: OWNER.email, password: 'a new long password' })
    expect((await read(cookieOf(again.headers))).status).toBe(200)
  })

  test('is for an owner who is there', async () => {
    await using open = await openApp({ mode: 'live' })
    expect(await open.deps.auth.resetPassword('a new long password')).toBeUndefined()
  })
})

describe('keys', () => {
  test('are shown once, work at once, and stop at once', async () => {
    await using open = await openApp()
    const made = await open.call('POST', '/v1/keys', { kind: 'secret', label: 'Billing server' })
    const { key, id } = made.body as { key: string; id: string }
    expect(key).toMatch(/^sk_live_/)
    expect((await open.call('GET', '/v1/settings', undefined, { key })).status).toBe(200)
    const listed = JSON.stringify((await open.call('GET', '/v1/keys')).body)
    expect(listed).toContain('Billing server')
    expect(listed).not.toContain(key)
    expect((await open.call('DELETE', `/v1/keys/${id}`)).status).toBe(200)
    expect((await open.call('GET', '/v1/settings', undefined, { key })).body.error.code).toBe('key-unknown')
    expect((await open.call('DELETE', `/v1/keys/${id}`)).status).toBe(404)
  })

  test('have a label that can be kept', async () => {
    await using open = await openApp()
    const { status, body } = await open.call('POST', '/v1/keys', { kind: 'public', label: 'A\0B' })
    expect([status, body.error]).toMatchObject([400, { field: 'label', expected: 'text without control characters' }])
  })

  test('travel as bearer or as user name of basic authentication', async () => {
    await using open = await openApp()
    const read = (authorization: string) => open.call('GET', '/v1/settings', undefined, { key: null, headers: { authorization } })
    expect((await read('bearer sk_test_demo')).status).toBe(200)
    expect((await read(`Basic ${Buffer.from('sk_test_demo:').toString('base64')}`)).status).toBe(200)
    expect((await read('Digest sk_test_demo')).body.error.code).toBe('key-missing')
    expect((await read('Bearer pk_test_demo')).body.error.code).toBe('key-not-allowed')
  })
})
