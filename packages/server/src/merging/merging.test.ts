import { assignArm } from '@espalier/core'
import { describe, expect, it } from 'vitest'
import { iso, NOON, offer, openWorkspace, send } from '../decisions/workspace.case.ts'
import { judge } from '../identity/judge.ts'
import { exported, grouped, merge, readAccount } from './merged.case.ts'

const DAY = 86_400_000
const PAGE = { key: 'pk_test_demo' }

describe('two accounts that are one customer', () => {
  it('are one from then on, with the people, the counters and the care of both', async () => {
    await using open = await openWorkspace(offer())
    await send(open, grouped('ann', 'branch', { name: 'Branch', city: 'Kyoto' }), grouped('bob', 'acme', { name: 'Acme' }))
    await send(open, exported('ann', 'branch', DAY), exported('ann', 'branch'), exported('bob', 'acme'))
    await send(open, { ...exported('ann', 'branch'), event: 'espalier:usage', properties: { feature: 'seats', used: 3 } })
    const muted = iso(NOON + 9 * DAY)
    await open.call('PUT', '/v1/accounts/branch', { plan: 'team', care: { mutedUntil: muted, risk: true, score: 80 } })
    await open.call('PUT', '/v1/accounts/acme', { care: { mutedUntil: iso(NOON + DAY), risk: false, score: 30 } })
    const done = await merge(open, 'branch', 'acme')
    expect([done.status, done.body]).toEqual([200, { account: 'branch', into: 'acme', at: iso(NOON) }])
    const acme = await readAccount(open, 'acme')
    expect(acme).toMatchObject({
      traits: { name: 'Acme', city: 'Kyoto' },
      plan: 'team',
      care: { mutedUntil: muted, risk: true, score: 30 },
      firstSeenAt: iso(NOON - DAY),
      mergedFrom: [{ id: 'branch', at: iso(NOON) }],
    })
    expect(acme.users.map(({ id }: { id: string }) => id).toSorted()).toEqual(['ann', 'bob'])
    expect(acme.usage).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ feature: 'exports', used: 3 }),
        expect.objectContaining({ feature: 'seats', used: 3 }),
      ]),
    )
    expect(await readAccount(open, 'branch')).toEqual(acme)
    expect((await open.call('GET', '/v1/accounts')).body.accounts.map(({ id }: { id: string }) => id)).toEqual(['acme'])
    expect((await open.call('GET', '/v1/users/ann')).body).toMatchObject({ account: 'acme', accounts: ['acme'] })
  })

  it('are both meant by the id of the one that is no more', async () => {
    await using open = await openWorkspace(offer(), offer({ id: 'mail', assignment: 'external' }))
    await send(open, grouped('ann', 'branch'), grouped('bob', 'acme'))
    await merge(open, 'branch', 'acme')
    await send(open, grouped('cid', 'branch', { tier: 'gold' }), exported('cid', 'branch'), exported('ann', 'branch'))
    const told = {
      conversions: (await open.call('POST', '/v1/conversions', { conversions: [{ id: 'c', account: 'branch', at: iso(NOON) }] })).body,
      exposures: (
        await open.call('POST', '/v1/exposures', { exposures: [{ campaign: 'mail', account: 'branch', arm: 'treated', at: iso(NOON) }] })
      ).body,
      subscriptions: (
        await open.call('POST', '/v1/subscriptions', {
          subscriptions: [{ id: 's', account: 'branch', at: iso(NOON), status: 'active', plan: 'team', amount: 900 }],
        })
      ).body,
    }
    for (const { results } of Object.values(told)) expect(results[0].account).toBe('acme')
    await open.call('PUT', '/v1/accounts/branch', { traits: { owner: 'Mori' } })
    const acme = await readAccount(open, 'acme')
    expect(acme).toMatchObject({ traits: { tier: 'gold', owner: 'Mori' }, plan: 'team' })
    expect(acme.usage).toEqual(expect.arrayContaining([expect.objectContaining({ feature: 'exports', used: 2 })]))
    expect(acme.users).toHaveLength(3)
    expect([acme.subscriptions.length, acme.exposures.length]).toEqual([1, 1])
    expect((await open.call('GET', '/v1/check?account=branch&feature=exports')).body).toMatchObject({ used: 2, limit: 20, account: 'acme' })
    expect((await open.call('GET', '/v1/check?account=acme&feature=exports')).body).not.toHaveProperty('account')
    expect((await open.call('POST', '/v1/boot', { anonymousId: 'v', userId: 'ann', groupId: 'branch' }, PAGE)).body.groupId).toBe('acme')
    expect((await open.call('GET', '/v1/decisions/explain?user=ann&account=branch')).body.account).toBe('acme')
    expect(await open.deps.store.people.accounts(['branch'])).toHaveProperty('size', 0)
  })

  it('draw the arm of the account that they are, on a page that still names the other, too', async () => {
    const variants = Array.from({ length: 8 }, (_, index) => ({ id: `v${index}` }))
    await using open = await openWorkspace(offer({ variants }))
    await send(open, grouped('ann', 'branch'), grouped('bob', 'acme'))
    const assigned = async (groupId: string) =>
      (await open.call('POST', '/v1/boot', { anonymousId: 'v', userId: 'ann', groupId }, PAGE)).body.campaigns[0].assigned
    expect(await assigned('branch')).toBeUndefined()
    await merge(open, 'branch', 'acme')
    const definition = (await open.deps.store.campaigns.version('offer', 1))?.definition
    if (!definition) throw new Error('the campaign was not published')
    const [arm, other] = ['acme', 'branch'].map((id) => assignArm(definition, id, { holdout: 0 }))
    expect(arm).not.toBe(other)
    expect([await assigned('branch'), await assigned('acme')]).toEqual([arm, undefined])
    const [shown] = await send(open, {
      ...exported('ann', 'branch'),
      event: 'espalier:shown',
      properties: { campaign: 'offer', version: 1 },
    })
    expect([shown, (await readAccount(open, 'acme')).exposures[0].arm]).toEqual(['accepted', arm])
  })

  it('cannot be parted, and a second time changes nothing', async () => {
    await using open = await openWorkspace()
    await send(open, grouped('ann', 'branch'), grouped('bob', 'acme'), grouped('cid', 'group'), { type: 'identify', userId: 'eve' })
    await send(open, { type: 'page', name: 'Home', anonymousId: 'somebody' })
    const refused = async (account: string, into: string) => {
      const { status, body } = await merge(open, account, into)
      return [status, body.error?.code, body.error?.field, body.error?.facts?.id]
    }
    expect(await refused('nobody', 'acme')).toEqual([404, 'account-unknown', undefined, 'nobody'])
    expect(await refused('somebody', 'acme')).toEqual([404, 'account-unknown', undefined, 'somebody'])
    expect(await refused('branch', 'nobody')).toEqual([400, 'account-unknown', 'into', 'nobody'])
    expect(await refused('branch', 'branch')).toEqual([400, 'merge-same', 'into', undefined])
    expect((await merge(open, 'branch', 'acme')).status).toBe(200)
    const before = await open.deps.store.events.last()
    expect((await merge(open, 'branch', 'acme')).body).toEqual({ account: 'branch', into: 'acme', at: iso(NOON) })
    expect(await open.deps.store.events.last()).toBe(before)
    expect(await refused('branch', 'group')).toEqual([409, 'account-merged', undefined, 'acme'])
    expect(await refused('group', 'branch')).toEqual([409, 'account-merged', 'into', 'acme'])
    expect(await refused('acme', 'branch')).toEqual([409, 'account-merged', 'into', 'acme'])
    // A person who is in no account is one of their own.
    expect((await merge(open, 'eve', 'acme')).status).toBe(200)
    expect((await merge(open, 'acme', 'group')).status).toBe(200)
    expect((await merge(open, 'branch', 'acme')).body.into).toBe('group')
    const all = await readAccount(open, 'branch')
    expect([all.id, all.users.length, all.mergedFrom.length]).toEqual(['group', 4, 3])
    expect((await open.call('GET', '/v1/changes?kind=merged')).body.changes).toHaveLength(3)
  })

  it('can be looked at before', async () => {
    await using open = await openWorkspace(offer())
    await send(open, grouped('ann', 'branch'), grouped('bob', 'acme'))
    const shown = (userId: string, account: string) => ({
      ...exported(userId, account),
      event: 'espalier:shown',
      properties: { campaign: 'offer', version: 1 },
    })
    await send(open, shown('ann', 'branch'), shown('bob', 'acme'))
    const preview = (account: string, into: string) => open.call('GET', `/v1/accounts/${account}/merge?into=${into}`)
    expect((await preview('branch', 'acme')).body).toEqual({
      account: 'branch',
      into: 'acme',
      people: 1,
      events: 2,
      conversions: 0,
      stripeCustomers: [],
      subscriptions: [],
      campaigns: { moved: 0, both: [{ campaign: 'offer', arm: 'treated', intoArm: 'treated' }] },
    })
    expect((await preview('branch', 'none')).body.error).toMatchObject({ code: 'account-unknown', field: 'into' })
    await merge(open, 'branch', 'acme')
    expect((await preview('branch', 'acme')).status).toBe(409)
  })
})

describe('tokens', () => {
  it('for either prove both', async () => {
    const proof = { claims: { user: 'ann', account: 'branch', issuedAt: 0 } }
    const merged = new Map([['branch', 'acme']])
    expect(judge({ userId: 'ann', groupId: 'acme' }, proof)?.kind).toBe('invalid')
    expect(judge({ userId: 'ann', groupId: 'acme' }, proof, merged)?.kind).toBe('signed')
    expect(judge({ userId: 'ann', groupId: 'other' }, proof, merged)?.kind).toBe('invalid')
  })
})
