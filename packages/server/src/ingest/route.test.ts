import { describe, expect, it } from 'vitest'
import { iso, NOON, offer, openWorkspace, question, send } from '../decisions/workspace.case.ts'

const DAY = 86_400_000

describe('events', () => {
  it('are answered one by one, and one bad event does not lose the others', async () => {
    await using open = await openWorkspace()
    const { status, body } = await open.call('POST', '/v1/batch', {
      sentAt: iso(NOON),
      batch: [
        { type: 'track', event: 'Report Exported', userId: 'mari', messageId: 'a', timestamp: iso(NOON - 1000), future: { field: 1 } },
        { type: 'track', event: 'Report Exported', messageId: 'b' },
        'nonsense',
        { type: 'page', name: null, anonymousId: 'v', userId: null, messageId: 'c' },
        { type: 'track', event: 'Report Exported', userId: 'mari', messageId: 'a' },
      ],
    })
    expect(status).toBe(200)
    expect(body.results).toEqual([
      { messageId: 'a', status: 'accepted' },
      { messageId: 'b', status: 'rejected', error: { field: 'batch[1].userId', message: 'expected userId or anonymousId' } },
      { messageId: '', status: 'rejected', error: { field: 'batch[2]', message: expect.stringContaining('expected an object') } },
      { messageId: 'c', status: 'accepted' },
      { messageId: 'a', status: 'duplicate' },
    ])
    const [kept] = await open.deps.store.events.list({ account: 'mari' }, { limit: 10 })
    expect(kept).toMatchObject({ id: 'a', name: 'Report Exported', person: 'mari', account: 'mari', at: NOON - 1000, receivedAt: NOON })
  })

  it('get an id when they bring none, one that sorts by time', async () => {
    await using open = await openWorkspace()
    const { body } = await open.call('POST', '/v1/track', { event: 'Report Exported', userId: 'mari' }, { key: 'pk_test_demo' })
    expect(body.results[0].messageId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(body.results[0].messageId.replace('-', '').slice(0, 12), 16)).toBe(NOON)
  })

  it('count once, however often and at whatever moment they are sent', async () => {
    await using open = await openWorkspace()
    const event = (index: number) => ({ type: 'track', event: 'Report Exported', userId: 'mari', messageId: `m${index}` })
    const batch = Array.from({ length: 20 }, (_, index) => event(index))
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(open, ...batch)))
    expect(answers.flat().filter((status) => status === 'accepted')).toHaveLength(20)
    expect(answers.flat().filter((status) => status === 'duplicate')).toHaveLength(220)
    const { body } = await open.call('GET', '/v1/accounts/mari')
    expect(body.usage).toContainEqual(expect.objectContaining({ feature: 'exports', used: 20, limit: 5, state: 'over' }))
  })

  it('come from beacons, which can only send text with the key inside', async () => {
    await using open = await openWorkspace()
    const body = JSON.stringify({ writeKey: 'pk_test_demo', batch: [{ type: 'page', anonymousId: 'v' }] })
    const answer = await open.call('POST', '/v1/batch', body, {
      key: null,
      headers: { 'content-type': 'text/plain', origin: 'https://host.example' },
    })
    expect([answer.status, answer.body.results[0].status]).toEqual([200, 'accepted'])
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  })
})

describe('a person', () => {
  it('takes over what the visitor did before', async () => {
    await using open = await openWorkspace(question())
    const asked = { campaign: 'nps', version: 1, decision: 'd' }
    await send(
      open,
      { type: 'identify', anonymousId: 'v', traits: { theme: 'dark', name: 'A visitor' } },
      { type: 'track', event: 'Report Exported', anonymousId: 'v', timestamp: iso(NOON - 3 * DAY) },
      { type: 'track', event: 'espalier:shown', anonymousId: 'v', properties: asked },
      { type: 'track', event: 'espalier:answered', anonymousId: 'v', properties: { ...asked, score: 9, comment: 'quick' } },
    )
    await send(open, { type: 'identify', userId: 'mari', anonymousId: 'v', traits: { name: 'Mari' } })
    await send(open, { type: 'track', event: 'Report Exported', anonymousId: 'v' })
    const { body } = await open.call('GET', '/v1/users/mari')
    expect(body).toMatchObject({
      anonymous: false,
      traits: { theme: 'dark', name: 'Mari' },
      anonymousIds: ['v'],
      firstSeenAt: iso(NOON - 3 * DAY),
      campaigns: [{ campaign: 'nps', shown: 1, response: 'answered', score: 9, comment: 'quick' }],
    })
    expect(body.events).toHaveLength(6)
    expect((await open.call('GET', '/v1/users/v')).body.id).toBe('mari')
    const [counter] = await open.deps.store.people.counters('person', ['mari', 'v'], ['Report Exported'])
    expect(counter).toMatchObject({ owner: 'mari', state: { t: 2 } })
    expect((await open.call('GET', '/v1/accounts/mari')).body.usage).toContainEqual(
      expect.objectContaining({ feature: 'exports', used: 2 }),
    )
  })

  it('does not get what somebody else did on the same device', async () => {
    await using open = await openWorkspace()
    const exported = { type: 'track', event: 'Report Exported', anonymousId: 'v' }
    await send(open, exported, { type: 'identify', userId: 'mari', anonymousId: 'v' }, exported)
    await send(open, { type: 'identify', userId: 'ken', anonymousId: 'v' }, exported)
    const counts = await open.deps.store.people.counters('person', ['mari', 'ken'])
    expect(Object.fromEntries(counts.map(({ owner, state }) => [owner, state.t]))).toEqual({ mari: 2, ken: 1 })
  })

  it('cannot be taken over by a visitor who carries their id', async () => {
    await using open = await openWorkspace()
    await send(open, { type: 'identify', userId: 'mari', traits: { name: 'Mari' } })
    await send(open, { type: 'identify', userId: 'mallory', anonymousId: 'mari' })
    expect((await open.call('GET', '/v1/users/mari')).body).toMatchObject({ id: 'mari', traits: { name: 'Mari' } })
  })

  it('loses a trait that is sent as null', async () => {
    await using open = await openWorkspace()
    await send(open, { type: 'identify', userId: 'mari', traits: { role: 'admin', seat: 1 } })
    await send(open, { type: 'identify', userId: 'mari', traits: { role: null } })
    expect((await open.call('GET', '/v1/users/mari')).body.traits).toEqual({ seat: 1 })
  })
})

describe('an account', () => {
  it('has the plan of its trait, members, and the events of its people', async () => {
    await using open = await openWorkspace()
    await send(
      open,
      { type: 'group', userId: 'mari', groupId: 'acme', traits: { name: 'Acme', plan: 'team' } },
      { type: 'track', event: 'Report Exported', userId: 'mari' },
      { type: 'track', event: 'Report Exported', userId: 'mari', context: { groupId: 'other' } },
    )
    const { body } = await open.call('GET', '/v1/accounts/acme')
    expect(body).toMatchObject({ plan: 'team', traits: { name: 'Acme', plan: 'team' }, users: [{ id: 'mari', account: 'acme' }] })
    expect(body.usage).toContainEqual(
      expect.objectContaining({ feature: 'exports', used: 1, limit: 20, resetsAt: '2026-12-01T00:00:00.000Z' }),
    )
    expect(body.features).toContainEqual({ feature: 'analytics', allowed: true })
    expect((await open.call('GET', '/v1/accounts/other')).body).toMatchObject({ plan: 'free', usage: [{ used: 1, limit: 5 }, {}] })
  })

  it('keeps its plan when the trait names none that exists', async () => {
    await using open = await openWorkspace()
    await send(open, { type: 'group', userId: 'mari', groupId: 'acme', traits: { plan: 'team' } })
    await send(open, { type: 'group', userId: 'mari', groupId: 'acme', traits: { plan: 'Platinum' } })
    expect((await open.call('GET', '/v1/accounts/acme')).body.plan).toBe('team')
  })

  it('uses what the host reports, and the newest report wins', async () => {
    await using open = await openWorkspace()
    const report = (used: number, at: number) => ({
      type: 'track',
      event: 'espalier:usage',
      userId: 'mari',
      timestamp: iso(at),
      properties: { feature: 'seats', used, limit: 12 },
    })
    await send(open, report(9, NOON), report(4, NOON - 60_000))
    expect((await open.call('GET', '/v1/accounts/mari')).body.usage).toContainEqual({
      feature: 'seats',
      name: { en: 'Seats', ja: 'Seats' },
      used: 9,
      limit: 12,
      state: 'normal',
    })
  })
})

describe('what became of a campaign', () => {
  const decided = (event: string, more = {}) => ({
    type: 'track',
    event: `espalier:${event}`,
    userId: 'mari',
    properties: { campaign: 'offer', version: 1, decision: 'd', ...more },
  })

  it('is recorded for the account with the arm that the server works out', async () => {
    await using open = await openWorkspace(offer({ holdout: { share: 0.9 }, variants: [{ id: 'short' }, { id: 'long' }] }))
    const accounts = Array.from({ length: 40 }, (_, index) => `acct_${index}`)
    await send(open, ...accounts.map((groupId) => ({ ...decided('exposure', { heldOut: false, variant: 'short' }), context: { groupId } })))
    const arms = await open.deps.store.exposures.armsOf(accounts)
    const count = (arm: string) => [...arms.values()].filter((one) => one.get('offer')?.arm === arm).length
    expect(arms.size).toBe(40)
    expect(count('held-out')).toBeGreaterThan(25)
    expect(count('held-out') + count('short') + count('long')).toBe(40)
  })

  it('goes through all moments', async () => {
    await using open = await openWorkspace(offer())
    expect(
      await send(
        open,
        decided('exposure'),
        decided('shown'),
        decided('engaged'),
        decided('accepted'),
        decided('dismissed', { how: 'closed' }),
        decided('held-back', { gate: 'budget' }),
      ),
    ).toEqual(Array.from({ length: 6 }, () => 'accepted'))
    const now = iso(NOON)
    expect((await open.call('GET', '/v1/accounts/mari')).body.exposures).toEqual([
      {
        campaign: 'offer',
        version: 1,
        arm: 'treated',
        heldOut: false,
        user: 'mari',
        at: now,
        shown: 1,
        shownAt: now,
        engagedAt: now,
        acceptedAt: now,
        dismissedAt: now,
      },
    ])
    expect((await open.deps.store.exposures.heldBackCounts('offer')).gates).toEqual([{ gate: 'budget', accounts: 1 }])
  })

  it.each([
    ['an unknown campaign', { campaign: 'nothing' }, 'properties.campaign'],
    ['an unpublished version', { version: 2 }, 'properties.version'],
    ['a version that is no number', { version: '1' }, 'properties.version'],
  ])('is rejected with %s, and nothing is kept', async (_, wrong, field) => {
    await using open = await openWorkspace(offer())
    const { status, body } = await open.call('POST', '/v1/track', decided('shown', wrong))
    expect([status, body.error.field]).toEqual([400, field])
    expect((await open.call('GET', '/v1/users/mari')).status).toBe(404)
  })

  it('takes the arm from outside where the campaign says so, and refuses accounts without one', async () => {
    await using open = await openWorkspace(offer({ assignment: 'external', variants: [{ id: 'mens' }, { id: 'womens' }] }))
    await open.call('POST', '/v1/exposures', { exposures: [{ campaign: 'offer', account: 'mari', arm: 'womens', at: iso(NOON) }] })
    expect(await send(open, decided('shown'), { ...decided('shown'), userId: 'ken' })).toEqual(['accepted', 'rejected'])
    expect((await open.call('GET', '/v1/accounts/mari')).body.exposures).toMatchObject([{ arm: 'womens', shown: 1 }])
  })

  it('spares the account after a low score', async () => {
    await using open = await openWorkspace(question())
    await send(open, { type: 'group', userId: 'mari', groupId: 'acme' }, { ...decided('answered', { campaign: 'nps', score: 6 }) })
    expect((await open.call('GET', '/v1/accounts/acme')).body.care).toEqual({ detractorAt: iso(NOON) })
  })
})
