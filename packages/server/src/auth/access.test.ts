import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openApp, type OpenApp } from '../open-app.case.ts'

const OWNER = { name: 'Owner', email: 'owner@example.com', password: 'correct horse' }
const KEN = { name: 'Ken', email: 'ken@example.com', password: 'battery staple' }
const HERE = 'http://localhost'
const DAY = 86_400_000

/** One browser: what it sends carries its cookie and the origin of the console. */
function browser(open: OpenApp, agent = 'Firefox') {
  let cookie = ''
  return {
    cookie: () => cookie,
    async call(method: string, path: string, body?: object) {
      const answer = await open.call(method, path, body, { key: null, headers: { cookie, origin: HERE, 'user-agent': agent } })
      const given = answer.headers.getSetCookie().find((one) => one.startsWith('espalier='))
      if (given) cookie = given.split(';', 1)[0] ?? ''
      return answer
    },
  }
}

async function signedUp(clock?: () => number) {
  const open = await openApp({ mode: 'live', ...(clock && { clock }) })
  const owner = browser(open)
  await owner.call('POST', '/api/auth/sign-up/email', OWNER)
  return Object.assign(open, { owner })
}

const signIn = (from: ReturnType<typeof browser>, { email, password }: { email: string; password: string }) =>
  from.call('POST', '/api/auth/sign-in/email', { email, password })
const tokenOf = (link: string) => new URLSearchParams(link.split('#')[1]).get('token') ?? ''
const isIn = async (from: ReturnType<typeof browser>) => (await from.call('GET', '/v1/settings')).status === 200

async function invite(open: OpenApp & { owner: ReturnType<typeof browser> }, email = KEN.email) {
  return (await open.owner.call('POST', '/v1/colleagues/invitations', { email })).body as { id: string; link: string }
}

async function joined(open: OpenApp & { owner: ReturnType<typeof browser> }) {
  const ken = browser(open)
  const { name, password } = KEN
  await ken.call('POST', '/api/auth/join', { token: tokenOf((await invite(open)).link), name, password })
  return ken
}

describe('sessions', () => {
  test('are listed with where they are, the newest first, and never with what opens them', async () => {
    await using open = await signedUp()
    const phone = browser(open, 'Phone')
    await signIn(phone, OWNER)
    const { body, headers } = await open.owner.call('GET', '/api/sessions')
    expect(body.sessions.map((one: { agent: string; current: boolean }) => [one.agent, one.current])).toEqual([
      ['Phone', false],
      ['Firefox', true],
    ])
    expect(headers.get('cache-control')).toBe('no-store')
    const token = decodeURIComponent(phone.cookie().split('=')[1] ?? '').split('.')[0] ?? '-'
    expect(JSON.stringify(body)).not.toContain(token)
  })

  test('end one by one, or all but this one', async () => {
    await using open = await signedUp()
    const [phone, tablet, laptop] = [browser(open, 'Phone'), browser(open, 'Tablet'), browser(open, 'Laptop')]
    for (const one of [phone, tablet, laptop]) await signIn(one, OWNER)
    const { sessions } = (await open.owner.call('GET', '/api/sessions')).body as { sessions: { id: string; agent: string }[] }
    const id = sessions.find(({ agent }) => agent === 'Phone')?.id
    expect((await open.owner.call('DELETE', `/api/sessions/${id}`)).body).toEqual({ ended: 1 })
    expect((await open.owner.call('DELETE', `/api/sessions/${id}`)).body.error.code).toBe('session-unknown')
    expect([await isIn(phone), await isIn(tablet)]).toEqual([false, true])
    expect((await open.owner.call('DELETE', '/api/sessions')).body).toEqual({ ended: 2 })
    expect([await isIn(tablet), await isIn(laptop), await isIn(open.owner)]).toEqual([false, false, true])
  })

  test('of somebody else can be neither seen nor ended', async () => {
    await using open = await signedUp()
    const ken = await joined(open)
    const { sessions } = (await open.owner.call('GET', '/api/sessions')).body
    expect((await ken.call('GET', '/api/sessions')).body.sessions).toHaveLength(1)
    expect((await ken.call('DELETE', `/api/sessions/${sessions[0].id}`)).status).toBe(404)
    await ken.call('DELETE', '/api/sessions')
    expect(await isIn(open.owner)).toBe(true)
  })

  test('that a browser signs in over end with it', async () => {
    await using open = await signedUp()
    const before = open.owner.cookie()
    await signIn(open.owner, OWNER)
    expect([open.owner.cookie() === before, await isIn(open.owner)]).toEqual([false, true])
    expect((await open.owner.call('GET', '/api/sessions')).body.sessions).toHaveLength(1)
    expect((await open.call('GET', '/v1/settings', undefined, { key: null, headers: { cookie: before } })).status).toBe(401)
    expect((await signIn(open.owner, { ...OWNER, password: 'wrong horse' })).status).toBe(401)
    expect(await isIn(open.owner)).toBe(true)
  })

  test('take their address from the connection, whatever a browser claims', async () => {
    await using open = await signedUp()
    const headers = { origin: HERE, 'x-forwarded-for': '203.0.113.9', 'x-espalier-address': '203.0.113.9' }
    await open.call('POST', '/api/auth/sign-in/email', { email: OWNER.email, password: OWNER.password }, { key: null, headers })
    expect(JSON.stringify((await open.owner.call('GET', '/api/sessions')).body)).not.toContain('203.0.113.9')
  })
})

describe('a change of the password', () => {
  const change = (from: ReturnType<typeof browser>, currentPassword: string, newPassword: string) =>
    from.call('POST', '/api/auth/change-password', { currentPassword, newPassword })

  test('ends every session but the one that asks, and the old password opens none', async () => {
    await using open = await signedUp()
    const phone = browser(open)
    await signIn(phone, OWNER)
    expect((await change(open.owner, OWNER.password, 'another long one')).body).toEqual({ changed: true })
    expect([await isIn(phone), await isIn(open.owner)]).toEqual([false, true])
    expect((await signIn(phone, OWNER)).status).toBe(401)
    expect((await signIn(phone, { ...OWNER, password: 'another long one' })).status).toBe(200)
    const [change1] = (await open.owner.call('GET', '/v1/changes?kind=colleague')).body.changes
    expect(change1).toMatchObject({ author: 'Owner', subject: OWNER.email })
    expect(JSON.stringify(change1)).not.toContain('another long one')
  })

  test('needs the one of now, and whoever guesses it is slowed down', async () => {
    await using open = await signedUp()
    const wrong = await change(open.owner, 'wrong horse', 'another long one')
    expect([wrong.status, wrong.body.error]).toMatchObject([400, { code: 'wrong-password', field: 'currentPassword' }])
    for (let guess = 0; guess < 10; guess++) await change(open.owner, `guess ${guess}`, 'another long one')
    expect((await change(open.owner, OWNER.password, 'another long one')).status).toBe(429)
    expect((await signIn(browser(open), OWNER)).status).toBe(200)
  })

  test.each(['short', 'password', 'P@ssw0rd123!', '12345678', '87654321', 'aaaaaaaaaa', 'qwertyuiop', 'Espalier2026'])(
    'does not take %s, which is guessed among the first',
    async (password) => {
      await using open = await signedUp()
      const { status, body } = await change(open.owner, OWNER.password, password)
      expect([status, body.error.field]).toEqual([400, 'newPassword'])
      expect((await signIn(browser(open), OWNER)).status).toBe(200)
    },
  )

  test('takes long sentences, signs and letters of any language', async () => {
    await using open = await signedUp()
    let current = OWNER.password
    for (const next of ['ツバメが梅雨空を低く飛ぶ', 'my password is a whole sentence', `${'x1'.repeat(60)}: 128!`.padEnd(128, '.')]) {
      expect((await change(open.owner, current, next)).status).toBe(200)
      current = next
    }
    expect((await signIn(browser(open), { ...OWNER, password: current })).status).toBe(200)
  })

  test('is whole or not at all where the database takes nothing', async () => {
    await using open = await signedUp()
    const { db } = open.deps.store.database
    await sql`pragma query_only = on`.execute(db)
    const { status, headers } = await change(open.owner, OWNER.password, 'another long one')
    expect([status, headers.get('retry-after')]).toEqual([503, '30'])
    await sql`pragma query_only = off`.execute(db)
    expect((await signIn(browser(open), OWNER)).status).toBe(200)
  })

  test('is not there in the demo, which everybody shares', async () => {
    await using open = await openApp()
    const visitor = browser(open)
    await visitor.call('POST', '/api/demo-session', {})
    expect((await change(visitor, 'x', 'another long one')).body.error.code).toBe('not-in-demo')
  })
})

describe('a colleague', () => {
  test('joins by a link that works once, and signs in from then on', async () => {
    await using open = await signedUp()
    const { link } = await invite(open, 'Ken@Example.com')
    expect(link).toMatch(/^\/console\/join#token=[\w-]{43}&email=ken%40example.com$/)
    const ken = browser(open)
    const join = { token: tokenOf(link), name: KEN.name, password: KEN.password }
    expect((await ken.call('POST', '/api/auth/join', join)).body).toMatchObject({ user: { name: 'Ken', email: KEN.email } })
    expect(await isIn(ken)).toBe(true)
    const again = await browser(open).call('POST', '/api/auth/join', { ...join, name: 'Mallory' })
    expect([again.status, again.body.error.code]).toEqual([404, 'invitation-unknown'])
    expect((await signIn(browser(open), KEN)).status).toBe(200)
    const { colleagues, invitations } = (await ken.call('GET', '/v1/colleagues')).body
    expect(colleagues.map((one: { email: string; owner: boolean }) => [one.email, one.owner])).toEqual([
      [OWNER.email, true],
      [KEN.email, false],
    ])
    expect(invitations).toEqual([])
  })

  test('is invited by the name of the server that browsers use', async () => {
    await using open = await openApp({ config: { publicUrl: 'https://grow.example.com/' } })
    const { body } = await open.call('POST', '/v1/colleagues/invitations', { email: KEN.email })
    expect(body.link).toMatch(/^https:\/\/grow\.example\.com\/console\/join#token=/)
  })

  test('joins once, however many try the same link at the same time', async () => {
    await using open = await signedUp()
    const join = { token: tokenOf((await invite(open)).link), password: KEN.password }
    const answers = await Promise.all(
      [1, 2, 3].map((name) => browser(open).call('POST', '/api/auth/join', { ...join, name: `Ken ${name}` })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.error?.code === 'invitation-unknown')).toHaveLength(2)
    expect((await open.owner.call('GET', '/v1/colleagues')).body.colleagues).toHaveLength(2)
  })

  test('cannot join by an invitation that is older than a week, was taken back, or was followed by another', async () => {
    let now = Date.now()
    await using open = await signedUp(() => now)
    const join = async (link: string) =>
      (await browser(open).call('POST', '/api/auth/join', { ...KEN, email: undefined, token: tokenOf(link) })).status
    const first = await invite(open)
    const second = await invite(open)
    expect(await join(first.link)).toBe(404)
    expect((await open.owner.call('DELETE', `/v1/colleagues/invitations/${second.id}`)).body).toEqual({ withdrawn: true })
    expect(await join(second.link)).toBe(404)
    const third = await invite(open)
    now += 7 * DAY
    expect(await join(third.link)).toBe(404)
    expect((await open.owner.call('GET', '/v1/colleagues')).body.invitations).toEqual([])
    expect(await join((await invite(open)).link)).toBe(200)
  })

  test('is not let in by a copy of the database', async () => {
    await using open = await signedUp()
    const token = tokenOf((await invite(open)).link)
    const { rows } = await sql`select * from console_verification`.execute(open.deps.store.database.db)
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(JSON.stringify((await open.owner.call('GET', '/v1/colleagues')).body)).not.toContain(token)
  })

  test('is invited once: who is there already is not', async () => {
    await using open = await signedUp()
    const { status, body } = await open.owner.call('POST', '/v1/colleagues/invitations', { email: OWNER.email.toUpperCase() })
    expect([status, body.error]).toMatchObject([409, { code: 'colleague-known', field: 'email' }])
  })

  test('loses access at once, on all their browsers, and can be invited again', async () => {
    await using open = await signedUp()
    const ken = await joined(open)
    const { colleagues } = (await open.owner.call('GET', '/v1/colleagues')).body
    expect((await ken.call('DELETE', `/v1/colleagues/${colleagues[0].id}`)).body.error.code).toBe('owner-stays')
    expect((await open.owner.call('DELETE', `/v1/colleagues/${colleagues[1].id}`)).body).toEqual({ removed: true })
    expect([await isIn(ken), (await signIn(ken, KEN)).status]).toEqual([false, 401])
    expect((await open.owner.call('DELETE', `/v1/colleagues/${colleagues[1].id}`)).body.error.code).toBe('colleague-unknown')
    expect(await isIn(await joined(open))).toBe(true)
  })

  test('appears in the log of changes when invited, joined and removed, with who did it', async () => {
    await using open = await signedUp()
    await joined(open)
    const { colleagues } = (await open.owner.call('GET', '/v1/colleagues')).body
    await open.owner.call('DELETE', `/v1/colleagues/${colleagues[1].id}`)
    const { changes } = (await open.owner.call('GET', '/v1/changes?kind=colleague')).body as {
      changes: { author: string; subject: string; differences: { field: string; after: string }[] }[]
    }
    const told = changes.map(({ author, subject, differences }) => [
      author,
      subject,
      differences.find(({ field }) => field === 'state')?.after,
    ])
    expect(told).toEqual([
      ['Owner', KEN.email, '"removed"'],
      ['Ken', KEN.email, '"colleague"'],
      ['Owner', KEN.email, '"invited"'],
    ])
  })

  test('gets a new password from the command line without anybody else losing theirs', async () => {
    await using open = await signedUp()
    const ken = await joined(open)
    expect(await open.deps.auth.resetPassword('a new long password', 'KEN@example.com')).toMatchObject({ email: KEN.email })
    expect([await isIn(ken), await isIn(open.owner)]).toEqual([false, true])
    expect((await signIn(ken, { ...KEN, password: 'a new long password' })).status).toBe(200)
    expect(await open.deps.auth.resetPassword('a new long password', 'nobody@example.com')).toBeUndefined()
  })
})

test('an owner whose sign-up was cut short before the password was kept gets one from the command line', async () => {
  await using open = await signedUp()
  await sql`delete from console_account`.execute(open.deps.store.database.db)
  expect((await signIn(browser(open), OWNER)).status).toBe(401)
  await open.deps.auth.resetPassword('a new long password')
  expect((await signIn(browser(open), { ...OWNER, password: 'a new long password' })).status).toBe(200)
})
