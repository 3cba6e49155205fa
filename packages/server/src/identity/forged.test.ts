import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadRules } from '../decisions/rules.ts'
import { loadSubject } from '../decisions/subject.ts'
import { loadTimeline } from '../decisions/world/timeline.ts'
import { createWorld } from '../decisions/world/world.ts'
import { CATALOG, NOON, offer } from '../decisions/workspace.case.ts'
import { openApp, type OpenApp } from '../open-app.case.ts'
import { makeSigner, type Signer } from './sign.case.ts'

type Mode = 'off' | 'monitor' | 'enforce'
const PAGE = { key: 'pk_test_demo' }
const VICTIM = { userId: 'mari', groupId: 'acme' }

/** A workspace in which Mari of Acme is known, and everything that belongs to them is signed. */
async function openSigned(mode: Mode, clock: () => number = () => NOON): Promise<{ open: OpenApp; mari: Signer }> {
  const open = await openApp({ clock })
  await open.call('PUT', '/v1/catalog', CATALOG)
  await open.call('PUT', '/v1/settings', { holdout: 0, identity: { mode: 'monitor' } })
  await open.call('PUT', '/v1/campaigns/offer', offer({ audience: { 'user.role': 'admin' } }))
  await open.call('POST', '/v1/campaigns/offer/publish')
  const mari = await makeSigner(open, NOON)
  const token = await mari.sign({ sub: 'mari', acc: 'acme', traits: { role: 'admin' }, accountTraits: { size: 9 }, plan: 'team' })
  await page(open, { token, batch: [{ type: 'identify', userId: 'mari', anonymousId: 'v-mari' }, group('acme', {})] })
  await open.call('POST', '/v1/track', {
    event: 'espalier:usage',
    userId: 'mari',
    context: { groupId: 'acme' },
    properties: { feature: 'seats', used: 9 },
  })
  await open.call('PUT', '/v1/settings', { holdout: 0, identity: { mode } })
  return { open, mari }
}

const group = (groupId: string, traits: object, userId = 'mari') => ({ type: 'group', userId, groupId, traits })
const page = (open: OpenApp, body: object) => open.call('POST', '/v1/batch', body, PAGE)
const boot = async (open: OpenApp, body: object) => (await open.call('POST', '/v1/boot', { anonymousId: 'v-eve', ...body }, PAGE)).body

/** All that is known of Mari and Acme. */
async function known({ call }: OpenApp): Promise<unknown> {
  const [user, account] = [await call('GET', '/v1/users/mari'), await call('GET', '/v1/accounts/acme')]
  const { traits, account: of } = user.body
  const { traits: accountTraits, plan, usage } = account.body
  return { traits, of, accountTraits, plan, usage, users: account.body.users?.length }
}

/** The token with another signature: its first character, since the last one carries bits that nobody reads. */
const otherwiseSigned = (token: string): string =>
  token.replace(/\.(.)([^.]*)$/, (_, first, rest) => `.${first === 'A' ? 'B' : 'A'}${rest}`)

/** What a browser tries that belongs to somebody else, or to nobody. */
const FORGED = [
  { type: 'identify', userId: 'mari', anonymousId: 'v-eve', traits: { role: 'viewer', size: 1 } },
  group('acme', { size: 1, plan: 'free' }),
  group('acme', { plan: 'free' }, 'eve'),
  { type: 'identify', anonymousId: 'mari', traits: { role: 'viewer' } },
  { type: 'group', anonymousId: 'v-eve', groupId: 'acme', traits: { plan: 'free' } },
  {
    type: 'track',
    event: 'espalier:usage',
    userId: 'mari',
    context: { groupId: 'acme' },
    properties: { feature: 'seats', used: 0, limit: null },
  },
  { type: 'track', event: 'Report Exported', anonymousId: 'acme' },
  { type: 'alias', userId: 'mari', previousId: 'v-eve' },
]

test('where identity is enforced, a browser that claims somebody gets nothing and changes nothing', async () => {
  const { open, mari } = await openSigned('enforce')
  await using _ = open
  const before = await known(open)
  const forEve = await mari.sign({ sub: 'eve', acc: 'evil' })
  const forAcme = await mari.sign({ sub: 'eve', acc: 'acme' })
  const tokens = [undefined, 'x', '', null, 7, ['x'], forEve, otherwiseSigned(forAcme)]
  for (const token of tokens) {
    const { status, body } = await page(open, { token, batch: FORGED })
    expect(status).toBe(200)
    for (const { status: became, error } of body.results) expect([became, error.code]).toEqual(['rejected', 'unsigned'])
    if (typeof token !== 'string' && token !== undefined) continue
    const answers = [
      VICTIM,
      { userId: 'mari' },
      { groupId: 'acme' },
      { anonymousId: 'mari' },
      { anonymousId: 'acme' },
      { anonymousId: 'v-mari' },
    ]
    for (const name of answers) {
      const answer = await boot(open, { ...name, ...(token !== undefined && { token }) })
      expect(answer).toMatchObject({
        campaigns: [],
        entitlements: {},
        facts: { plan: {} },
        history: { campaigns: {} },
        error: { code: 'token' },
      })
      expect(answer).not.toHaveProperty('userId')
    }
  }
  expect(await known(open)).toEqual(before)
})

test('planted: where identity is off, the same browser gets and changes all of it', async () => {
  const { open } = await openSigned('off')
  await using _ = open
  const before = await known(open)
  expect((await boot(open, VICTIM)).campaigns).toHaveLength(1)
  const { body } = await page(open, { batch: FORGED })
  expect(body.results.map(({ status }: { status: string }) => status)).not.toContain('rejected')
  expect(await known(open)).not.toEqual(before)
  expect((await open.call('GET', '/v1/accounts/acme')).body.plan).toBe('free')
})

test('with a good token of their own, nobody changes what was signed, or the plan', async () => {
  const { open, mari } = await openSigned('enforce')
  await using _ = open
  const token = await mari.sign({ sub: 'mari', acc: 'acme' })
  const { body } = await page(open, {
    token,
    batch: [
      { type: 'identify', userId: 'mari', traits: { role: 'viewer', theme: 'dark' } },
      group('acme', { plan: 'free', size: 1, city: 'Osaka' }),
      {
        type: 'track',
        event: 'espalier:usage',
        userId: 'mari',
        context: { groupId: 'acme' },
        properties: { feature: 'seats', used: 0, limit: null },
      },
    ],
  })
  expect(body.results.map(({ status }: { status: string }) => status)).toEqual(['accepted', 'accepted', 'accepted'])
  expect(await known(open)).toMatchObject({
    traits: { role: 'admin', theme: 'dark' },
    accountTraits: { size: 9, plan: 'team', city: 'Osaka' },
    plan: 'team',
  })
  expect((await open.call('GET', '/v1/check?account=acme&feature=seats')).body).toMatchObject({ allowed: true, used: 9, limit: 10 })
  expect((await boot(open, { ...VICTIM, token })).campaigns).toHaveLength(1)
})

test('a server with the secret key is trusted, and a newer token outranks an older one', async () => {
  const { open, mari } = await openSigned('enforce')
  await using _ = open
  await open.call('POST', '/v1/identify', { userId: 'mari', traits: { role: 'owner' } })
  expect(await known(open)).toMatchObject({ traits: { role: 'owner' } })
  const at = NOON / 1000
  const newer = await mari.sign({ sub: 'mari', iat: at + 30, traits: { role: 'editor' } })
  const older = await mari.sign({ sub: 'mari', iat: at + 20, traits: { role: 'viewer' } })
  for (const token of [newer, older]) await page(open, { token, batch: [{ type: 'page', userId: 'mari' }] })
  expect(await known(open)).toMatchObject({ traits: { role: 'editor' } })
})

test('a page learns what was signed in the answer to its first question', async () => {
  const { open, mari } = await openSigned('enforce')
  await using _ = open
  const token = await mari.sign({ sub: 'new', acc: 'newco', traits: { role: 'admin' }, plan: 'team' })
  const answer = await boot(open, { userId: 'new', groupId: 'newco', token })
  expect(answer).toMatchObject({ facts: { plan: { id: 'team' } }, userId: 'new', groupId: 'newco' })
  expect(answer.campaigns).toHaveLength(1)
})

test('what a visitor did before signing in still arrives after it', async () => {
  const { open, mari } = await openSigned('enforce')
  await using _ = open
  const token = await mari.sign({ sub: 'mari', acc: 'acme' })
  await page(open, { token, batch: [{ type: 'identify', userId: 'mari', anonymousId: 'v-2' }] })
  const { body } = await page(open, { batch: [{ type: 'track', event: 'Read Pricing', anonymousId: 'v-2' }] })
  expect(body.results[0].status).toBe('accepted')
})

test('monitoring refuses nothing, and counts who proves what by day', async () => {
  let now = NOON
  const { open, mari } = await openSigned('monitor', () => now)
  await using _ = open
  now += 86_400_000
  const seen = { type: 'page', userId: 'mari', context: { groupId: 'acme' } }
  const token = await mari.sign({ sub: 'mari', acc: 'acme', iat: now / 1000, exp: now / 1000 + 60 })
  const late = await mari.sign({ sub: 'mari', acc: 'acme' })
  expect((await page(open, { batch: [seen, seen, { type: 'page', anonymousId: 'v' }] })).body.results[1].status).toBe('accepted')
  await page(open, { token, batch: [seen, { ...seen, userId: 'eve' }] })
  await page(open, { token: late, batch: [seen] })
  expect(await boot(open, { ...VICTIM, token })).toMatchObject({ userId: 'mari' })
  expect((await boot(open, VICTIM)).error).toBeUndefined()
  await open.call('POST', '/v1/page', { userId: 'mari' })
  const { body } = await open.call('GET', '/v1/reports/identity?days=2')
  expect(body).toMatchObject({
    days: [
      { day: '2026-11-22', signed: 2, unsigned: 0, invalid: 0 },
      { day: '2026-11-23', signed: 2, unsigned: 3, invalid: 2 },
    ],
    totals: { signed: 4, unsigned: 3, invalid: 2 },
  })
  expect(body.problems).toEqual(
    expect.arrayContaining([
      { code: 'somebody-else', times: 1 },
      { code: 'expired', times: 1 },
    ]),
  )
})

test('a token that is meant for something else proves nothing, and is counted as such', async () => {
  const { open, mari } = await openSigned('enforce')
  await using _ = open
  await open.call('PUT', '/v1/settings', { holdout: 0, identity: { mode: 'enforce', audience: 'espalier' } })
  const before = await known(open)
  const claims = { sub: 'mari', acc: 'acme', traits: { role: 'owner' }, iat: NOON / 1000 + 1 }
  for (const aud of [undefined, 'billing']) {
    const token = await mari.sign({ ...claims, ...(aud && { aud }) })
    const seen = { type: 'page', userId: 'mari', context: { groupId: 'acme' } }
    expect((await page(open, { token, batch: [seen] })).body.results[0].error.message).toContain('"aud"')
    expect((await boot(open, { ...VICTIM, token })).error.code).toBe('token')
  }
  expect(await known(open)).toEqual(before)
  const { problems } = (await open.call('GET', '/v1/reports/identity?days=1')).body
  expect(problems).toEqual([{ code: 'audience', times: 4 }])
  const token = await mari.sign({ ...claims, aud: 'espalier' })
  expect(await boot(open, { ...VICTIM, token })).toMatchObject({ userId: 'mari' })
})

test('while identity is off nothing is counted', async () => {
  const { open } = await openSigned('off', () => NOON + 86_400_000)
  await using _ = open
  await page(open, { batch: [{ type: 'page', userId: 'mari' }] })
  const { body } = await open.call('GET', '/v1/reports/identity?days=1')
  expect(body.totals).toMatchObject({ unsigned: 0 })
})

test('the log, folded again, gives what was signed and what was not taken over', async () => {
  const { open, mari } = await openSigned('enforce')
  await using _ = open
  const token = await mari.sign({ sub: 'mari', acc: 'acme', traits: { role: 'editor' }, iat: NOON / 1000 + 1 })
  await page(open, {
    token,
    batch: [{ type: 'identify', userId: 'mari', traits: { role: 'viewer' } }, group('acme', { plan: 'free', size: 1 })],
  })
  await open.deps.bootLog.settled()
  const { store } = open.deps
  const world = createWorld(await loadTimeline(store))
  for (const one of await store.events.read(0, 1000)) world.take(one)
  const subject = await loadSubject(store, VICTIM, await loadRules(store), NOON)
  expect(world.subjectOf(VICTIM, NOON)).toEqual(subject)
  expect(subject).toMatchObject({ person: { traits: { role: 'editor' }, signed: { names: ['role'] } }, plan: { id: 'team' } })
})

test('whatever is sent for a token, the server answers, and believes nothing', { timeout: 60_000 }, async () => {
  const { open, mari } = await openSigned('enforce')
  await using _ = open
  const good = await mari.sign({ sub: 'mari', acc: 'acme' })
  const parts = good.split('.')
  const bent = fc
    .tuple(fc.nat(good.length - 1), fc.string({ unit: 'binary', maxLength: 3 }))
    .map(([at, text]) => good.slice(0, at) + text + good.slice(at + 1))
    .filter((text) => text !== good)
  const header = fc.json().map((json) => [Buffer.from(json).toString('base64url'), ...parts.slice(1)].join('.'))
  const before = await known(open)
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(bent, header, fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary', maxLength: 300 })),
      async (token) => {
        const sent = await page(open, { token, batch: FORGED })
        const asked = await open.call('POST', '/v1/boot', { anonymousId: 'v-eve', ...VICTIM, token }, PAGE)
        expect([sent.status, asked.status].filter((status) => status !== 200 && status !== 400)).toEqual([])
        expect([asked.body.error.code, asked.body.campaigns ?? [], asked.body.entitlements ?? {}]).toEqual([expect.any(String), [], {}])
      },
    ),
    { numRuns: 150 },
  )
  expect(await known(open)).toEqual(before)
})
