import { describe, expect, it } from 'vitest'
import { iso, NOON, offer, openWorkspace, send } from '../decisions/workspace.case.ts'

const DAY = 86_400_000

describe('the lists', () => {
  it('go on where the page before ended, in order of id', async () => {
    await using open = await openWorkspace()
    await send(open, ...Array.from({ length: 7 }, (_, index) => ({ type: 'group', userId: `u_${index}`, groupId: `東京 ${index}` })))
    for (const [path, key] of [
      ['/v1/users', 'users'],
      ['/v1/accounts', 'accounts'],
    ] as const) {
      const found: string[] = []
      let next = ''
      do {
        const { body } = await open.call('GET', `${path}?limit=3${next && `&cursor=${next}`}`)
        found.push(...body[key].map(({ id }: { id: string }) => id))
        next = body.next ?? ''
      } while (next)
      expect(found).toEqual(Array.from({ length: 7 }, (_, index) => (key === 'users' ? `u_${index}` : `東京 ${index}`)))
    }
  })

  it('go on where the page before ended, last seen first', async () => {
    await using open = await openWorkspace()
    const seen = (index: number) => ({ timestamp: iso(NOON - (index % 4) * DAY), userId: `u_${index}`, groupId: `東京 ${index}` })
    await send(open, ...Array.from({ length: 7 }, (_, index) => ({ type: 'group', ...seen(index) })))
    for (const [path, key] of [
      ['/v1/users', 'users'],
      ['/v1/accounts', 'accounts'],
    ] as const) {
      const found: string[] = []
      let next = ''
      do {
        const { body } = await open.call('GET', `${path}?order=lastSeen&limit=3${next && `&cursor=${next}`}`)
        found.push(...body[key].map(({ id }: { id: string }) => id.slice(-1)))
        next = body.next ?? ''
      } while (next)
      expect(found.join('')).toBe('0415263')
      const other = (await open.call('GET', `${path}?limit=3`)).body.next
      const refused = await open.call('GET', `${path}?order=lastSeen&cursor=${other}`)
      expect([refused.status, refused.body.error.field]).toEqual([400, 'cursor'])
    }
  })

  it('find by part of the id or the name', async () => {
    await using open = await openWorkspace()
    await send(
      open,
      { type: 'identify', userId: 'u_1', traits: { name: '山田 真理' } },
      { type: 'identify', userId: 'u_2', traits: { name: 'Ken' } },
    )
    const found = async (search: string) => {
      const { body } = await open.call('GET', `/v1/users?search=${encodeURIComponent(search)}`)
      return body.users.map(({ id }: { id: string }) => id)
    }
    expect([await found('真理'), await found('kEN'), await found('_2'), await found('%'), await found('\0')]).toEqual([
      ['u_1'],
      ['u_2'],
      ['u_2'],
      [],
      ['u_1', 'u_2'],
    ])
  })

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=many', 'limit'],
    [`search=${'x'.repeat(201)}`, 'search'],
  ])('refuse %s', async (query, field) => {
    await using open = await openWorkspace()
    const { status, body } = await open.call('GET', `/v1/accounts?${query}`)
    expect([status, body.error.field]).toEqual([400, field])
  })
})

describe('an account', () => {
  it('is changed field by field, and created when it was not known', async () => {
    await using open = await openWorkspace()
    const care = { score: 72.5, onboarded: false, mutedUntil: '2026-12-01T00:00:00+09:00' }
    const first = await open.call('PUT', '/v1/accounts/acme', { traits: { name: 'Acme', size: 12 }, plan: 'team', care })
    expect(first.body).toMatchObject({
      id: 'acme',
      traits: { name: 'Acme', size: 12 },
      plan: 'team',
      care: { score: 72.5, onboarded: false, mutedUntil: '2026-11-30T15:00:00.000Z' },
      firstSeenAt: iso(NOON),
    })
    const second = await open.call('PUT', '/v1/accounts/acme', {
      traits: { size: null },
      plan: null,
      care: { mutedUntil: null, risk: true },
    })
    expect(second.body).toMatchObject({ traits: { name: 'Acme' }, plan: 'free' })
    expect(second.body.care).toEqual({ score: 72.5, onboarded: false, risk: true })
    expect((await open.call('GET', '/v1/accounts/acme')).body).toEqual(second.body)
  })

  it.each([
    ['a plan that does not exist', { plan: 'platinum' }, 'plan'],
    ['an add-on as its plan', { plan: 'more-exports' }, 'plan'],
    ['health beyond 100', { care: { score: 101 } }, 'care.score'],
    ['a date that is none', { care: { mutedUntil: 'soon' } }, 'care.mutedUntil'],
    ['an unknown kind of care', { care: { love: true } }, 'care.love'],
    ['traits that are a list', { traits: [] }, 'traits'],
    ['a field that nobody knows', { healht: 5 }, 'healht'],
    ['a customer that is no text', { stripeCustomer: 5 }, 'stripeCustomer'],
  ])('is not changed at all by %s', async (_, wrong, field) => {
    await using open = await openWorkspace()
    const { status, body } = await open.call('PUT', '/v1/accounts/acme', { traits: { name: 'Acme' }, ...wrong })
    expect([status, body.error.field]).toEqual([400, field])
    expect((await open.call('GET', '/v1/accounts/acme')).status).toBe(404)
  })

  it('shows how far it is, when that runs out, and what its people did last', async () => {
    await using open = await openWorkspace()
    await open.call('PUT', '/v1/accounts/acme', { plan: 'team' })
    const exported = (days: number) => ({
      type: 'track',
      event: 'Report Exported',
      userId: 'mari',
      context: { groupId: 'acme' },
      timestamp: iso(NOON - days * DAY),
    })
    await send(open, ...Array.from({ length: 17 }, (_, index) => exported(index % 10)))
    const { body } = await open.call('GET', '/v1/accounts/acme')
    const [exports] = body.usage
    expect(exports).toMatchObject({ feature: 'exports', used: 17, limit: 20, state: 'near', resetsAt: '2026-12-01T00:00:00.000Z' })
    // 17 in 14 days leave room for 3: two and a half days.
    expect(Math.round((Date.parse(exports.forecastAt) - NOON) / DAY)).toBe(2)
    expect(body.events).toHaveLength(17)
    expect(body.events[0]).toMatchObject({ type: 'track', name: 'Report Exported', user: 'mari', at: iso(NOON) })
    expect(body).toMatchObject({ exposures: [], subscriptions: [], movements: [], stripeCustomers: [] })
  })

  it('knows which customer of the billing system it is', async () => {
    await using open = await openWorkspace()
    const { body } = await open.call('PUT', '/v1/accounts/acme', { stripeCustomer: 'cus_1' })
    expect(body.stripeCustomers).toEqual(['cus_1'])
  })

  it('is unknown before anything happened, and an id that cannot be one is refused', async () => {
    await using open = await openWorkspace()
    expect((await open.call('GET', '/v1/accounts/acme')).body.error.code).toBe('account-unknown')
    expect((await open.call('GET', '/v1/users/mari')).body.error.code).toBe('user-unknown')
    expect((await open.call('GET', '/v1/users/a%00b')).status).toBe(400)
  })
})

describe('a person', () => {
  it('is spared offers until a date of their own, whatever the account says, and that can be taken back', async () => {
    await using open = await openWorkspace(offer(), offer({ id: 'help', motion: 'adoption' }))
    await send(open, { type: 'group', userId: 'mari', groupId: 'acme' }, { type: 'group', userId: 'ken', groupId: 'acme' })
    const offered = async (userId: string) => {
      const request = { userId, anonymousId: 'v', groupId: 'acme' }
      const { body } = await open.call('POST', '/v1/boot', request, { key: 'pk_test_demo' })
      return (body.campaigns as { campaign: { id: string } }[]).map(({ campaign }) => campaign.id)
    }
    await open.call('PUT', '/v1/accounts/acme', { care: { mutedUntil: iso(NOON - 1) } })
    for (const until of ['mutedUntil', 'notAFitUntil']) {
      const { status, body } = await open.call('PUT', '/v1/users/mari', { [until]: iso(NOON + 60_000) })
      expect([status, body.care]).toEqual([200, { [until]: iso(NOON + 60_000) }])
      expect([await offered('mari'), await offered('ken')]).toEqual([['help'], ['help', 'offer']])
      await send(open, { type: 'identify', userId: 'mari', traits: { role: 'admin' } })
      expect(await offered('mari')).toEqual(['help'])
      expect((await open.call('PUT', '/v1/users/mari', { [until]: null })).body.care).toEqual({})
      expect(await offered('mari')).toEqual(['help', 'offer'])
    }
  })

  it.each([
    ['a date that is none', 'mari', { mutedUntil: 'soon' }, 400, 'mutedUntil'],
    ['a field that nobody knows', 'mari', { muted: true }, 400, 'muted'],
    ['somebody unknown', 'nobody', { mutedUntil: null }, 404, undefined],
  ])('is not changed by %s', async (_, id, change, expected, field) => {
    await using open = await openWorkspace()
    await send(open, { type: 'identify', userId: 'mari' })
    const { status, body } = await open.call('PUT', `/v1/users/${id}`, change)
    expect([status, body.error.field]).toEqual([expected, field])
  })
})
