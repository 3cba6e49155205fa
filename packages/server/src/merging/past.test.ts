import { describe, expect, it } from 'vitest'
import { iso, NOON, offer, openWorkspace, send } from '../decisions/workspace.case.ts'
import { noteBoot } from '../ingest/note-event.ts'
import { openAt } from '../reports/kept/history.case.ts'
import { reports, reportsAnew } from '../reports/kept/reports.case.ts'
import { rebuild } from '../rebuild/rebuild.ts'
import { exported, grouped, merge } from './merged.case.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

describe('what came of campaigns', () => {
  it('counts an account once, in the arm of the earlier meeting, and says how many met it in two', async () => {
    const clock = { now: NOON }
    await using open = await openAt(clock)
    await open.call('PUT', '/v1/campaigns/mail', offer({ id: 'mail', assignment: 'external' }))
    await open.call('POST', '/v1/campaigns/mail/publish')
    await send(open, grouped('ann', 'branch'), grouped('bob', 'acme'), grouped('cid', 'other'))
    const exposures = [
      { campaign: 'mail', account: 'branch', arm: 'treated', at: iso(NOON - 3 * DAY), before: 5 },
      { campaign: 'mail', account: 'acme', arm: 'held-out', at: iso(NOON - 2 * DAY), before: 6 },
      { campaign: 'mail', account: 'other', arm: 'held-out', at: iso(NOON - 2 * DAY) },
    ]
    await open.call('POST', '/v1/exposures', { exposures })
    await open.call('POST', '/v1/conversions', {
      conversions: [{ id: 'c', account: 'acme', campaign: 'mail', at: iso(NOON - DAY), mrr: 9, currency: 'USD' }],
    })
    const report = async () => (await open.call('GET', '/v1/reports/campaigns/mail')).body
    expect((await report()).twoArms).toBe(0)
    clock.now += HOUR
    await merge(open, 'branch', 'acme')
    const after = await report()
    const arms = after.arms.map((one: Record<string, unknown>) => [one['arm'], one['accounts'], one['converted']])
    expect([after.twoArms, arms]).toEqual([
      1,
      [
        ['treated', 1, 1],
        ['held-out', 1, 0],
      ],
    ])
    const { store } = open.deps
    const before = await reports(store, clock.now)
    await rebuild(store)
    expect(await reportsAnew(store, clock.now)).toBe(before)
    expect(await report()).toEqual(after)
    const told = await store.database.db
      .selectFrom('exposure')
      .select(['account_id', 'worth_before', 'other_arm'])
      .orderBy('account_id')
      .execute()
    expect(told).toEqual([
      { account_id: 'acme', worth_before: 5, other_arm: 'held-out' },
      { account_id: 'other', worth_before: null, other_arm: null },
    ])
  })

  it('explains a moment before as it was, and one after with both', async () => {
    let now = NOON
    const open = await openAt({
      get now() {
        return now
      },
    })
    await using _ = open
    await send(open, grouped('ann', 'branch'), grouped('bob', 'acme'), exported('ann', 'branch'), exported('bob', 'acme'))
    const limit = async (at: number, account: string) => {
      const { body } = await open.call('GET', `/v1/decisions/explain?user=ann&account=${account}&at=${iso(at)}`)
      return [body.account, body.facts.limit.exports.used]
    }
    const before = (now += HOUR)
    now += HOUR
    await merge(open, 'branch', 'acme')
    const after = (now += HOUR)
    now += HOUR
    expect(await limit(before, 'branch')).toEqual(['branch', 1])
    expect(await limit(before, 'acme')).toEqual(['acme', 1])
    expect(await limit(after, 'branch')).toEqual(['acme', 2])
  })
})

it('finds the answer to a page with the account of now, where it is kept only after the merge', async () => {
  await using open = await openWorkspace(offer())
  const { store, bootLog } = open.deps
  await send(open, grouped('ann', 'branch'), grouped('bob', 'acme'))
  await merge(open, 'branch', 'acme')
  bootLog.add(noteBoot({ id: 'ann', accountId: 'branch', userId: 'ann' }, {}, NOON))
  await bootLog.settled()
  const [kept] = await store.events.list({ account: 'acme' }, { limit: 1, only: ['espalier:boot'] })
  expect([kept?.account, kept?.owner]).toEqual(['branch', 'acme'])
})

describe('privacy of accounts that are one', () => {
  it('hands out and erases both, and refuses to erase by the id of the one that is no more', async () => {
    await using open = await openWorkspace(offer())
    const { store } = open.deps
    await send(open, grouped('ann', 'zz-branch', { name: 'Branch' }), grouped('bob', 'zz-acme'), exported('ann', 'zz-branch'))
    await merge(open, 'zz-branch', 'zz-acme')
    await send(open, exported('ann', 'zz-branch'))
    const { tables, account } = (await open.call('GET', '/v1/accounts/zz-branch/export')).body
    expect([account, tables.event.length, tables.merged_account]).toEqual([
      'zz-acme',
      5,
      [{ account_id: 'zz-branch', into_id: 'zz-acme', at: NOON, ledger_from: null }],
    ])
    const refused = (await open.call('DELETE', '/v1/accounts/zz-branch')).body.error
    expect([refused.code, refused.facts]).toEqual(['account-merged', { id: 'zz-acme' }])
    expect((await open.call('DELETE', '/v1/accounts/zz-acme')).body.people).toEqual(['ann', 'bob'])
    const kept = async () =>
      JSON.stringify(
        await Promise.all(
          (['event', 'merged_account', 'account', 'counter', 'member'] as const).map((table) =>
            store.database.db.selectFrom(table).selectAll().execute(),
          ),
        ),
      )
    expect(await kept()).not.toMatch(/zz-|Branch/)
    await rebuild(store)
    expect(await kept()).not.toMatch(/zz-|Branch/)
    expect(await send(open, exported('ann', 'zz-branch', DAY))).toEqual(['rejected'])
    // Whoever comes under that id now is somebody new.
    expect((await open.call('GET', '/v1/accounts/zz-branch')).status).toBe(404)
  })
})
