import { describe, expect, it } from 'vitest'
import { openWorkspace, offer, send } from '../workspace.case.ts'

const track = (userId: string, account: string, event = 'Report Exported') => ({
  type: 'track',
  event,
  userId,
  context: { groupId: account },
  properties: {},
})
const group = (userId: string, groupId: string, traits: object) => ({ type: 'group', userId, groupId, traits })

describe('an audience estimate', () => {
  it('counts who matches now, and names who lacks least', async () => {
    await using open = await openWorkspace()
    await send(
      open,
      group('mari', 'acme', { seats: 12 }),
      group('ken', 'acme', { seats: 12 }),
      group('ai', 'small', { seats: 8 }),
      group('jun', 'tiny', { seats: 1 }),
      track('mari', 'acme'),
      track('mari', 'acme'),
      track('ai', 'small'),
      track('ai', 'small'),
    )
    const audience = { 'account.seats': { $gte: 10 }, 'event.Report Exported.count14d': { $gte: 2 }, 'page.path': '/reports' }
    const { status, body } = await open.call('POST', '/v1/decisions/audience', { audience })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      total: { people: 4, accounts: 3 },
      matching: { people: 1, accounts: 1 },
      share: 1,
      sample: [{ user: 'mari', account: 'acme' }],
      byClause: [
        { path: 'account.seats', operator: '$gte', needed: 10, passing: 2, open: 0 },
        { path: 'event.Report Exported.count14d', operator: '$gte', passing: 2, open: 0 },
        { path: 'page.path', operator: '$eq', passing: 0, open: 4 },
      ],
    })
    const nearest = body.nearest as { user: string; distance: number; lacking: { path: string; actual: unknown; words: object }[] }[]
    expect(nearest.map(({ user, lacking }) => [user, lacking.map(({ path, actual }) => [path, actual])])).toEqual([
      ['ai', [['account.seats', 8]]],
      ['ken', [['event.Report Exported.count14d', 0]]],
      [
        'jun',
        [
          ['account.seats', 1],
          ['event.Report Exported.count14d', 0],
        ],
      ],
    ])
    expect(nearest[0]?.distance).toBeCloseTo(0.2)
    expect(nearest[0]?.lacking[0]?.words).toEqual({ en: expect.stringContaining('10'), ja: expect.stringContaining('10') })
  })

  it('takes the audience of a draft or of a saved campaign, and keeps a segment as one clause', async () => {
    await using open = await openWorkspace(offer())
    await open.call('PUT', '/v1/definitions', { segments: [{ id: 'big', name: 'Big', audience: { 'account.seats': { $gte: 10 } } }] })
    const draft = offer({ id: 'draft', audience: { 'segment.big': true } })
    await open.call('PUT', '/v1/campaigns/draft', draft)
    await send(open, group('mari', 'acme', { seats: 12 }), group('ai', 'small', { seats: 8 }))
    const asked = [{ campaign: draft }, { campaign: 'draft' }, { audience: draft.audience }]
    for (const body of asked) {
      const answer = await open.call('POST', '/v1/decisions/audience', body)
      expect(answer.body).toMatchObject({ matching: { people: 1, accounts: 1 }, byClause: [{ path: 'segment.big', passing: 1 }] })
    }
  })

  it.each([
    ['nothing to estimate', {}, 'audience'],
    ['both', { audience: {}, campaign: 'offer' }, 'audience'],
    ['a rule that nobody can read', { audience: { 'user.role': { $near: 1 } } }, 'audience.user.role.$near'],
    ['a campaign that nobody knows', { campaign: 'nobody' }, 'campaign'],
    ['too many', { audience: {}, limit: 1000 }, 'limit'],
  ])('refuses %s at its field', async (_, body, field) => {
    await using open = await openWorkspace()
    const answer = await open.call('POST', '/v1/decisions/audience', body)
    expect([answer.status, answer.body.error.field]).toEqual([400, field])
  })
})
