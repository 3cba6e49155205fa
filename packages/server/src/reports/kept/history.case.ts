import type { CampaignInput } from '@espalier/core/schema'
import fc from 'fast-check'
import { CATALOG, iso, offer, question, send } from '../../decisions/workspace.case.ts'
import { openApp, type OpenApp } from '../../open-app.case.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** Something that happens to a workspace. */
export type Step = (open: OpenApp, clock: { now: number }) => Promise<unknown>

const names = fc.constantFrom('acme', 'globex', 'initech', '\u{1f331}', '\ufffd')
const days = fc.integer({ min: 0, max: 40 })
export const boss = (account: string): { userId: string; context: { groupId: string } } => ({
  userId: `boss-${account}`,
  context: { groupId: account },
})
let made = 0

const track = fc
  .tuple(names, days, fc.constantFrom('Report Exported', 'Subscription Cancelled', 'Other'), fc.integer({ min: 1, max: 7 }))
  .map(([account, ago, event, times]): Step => async (open, { now }) => {
    const events = Array.from({ length: times }, () => ({
      type: 'track',
      event,
      messageId: `m${(made += 1)}`,
      timestamp: iso(now - ago * DAY),
      ...boss(account),
    }))
    await send(open, ...events)
    // What comes twice counts once.
    await send(open, ...events)
  })
const usage = fc.tuple(names, fc.integer({ min: 0, max: 6 }), days).map(
  ([account, used, ahead]): Step =>
    (open, { now }) =>
      send(open, {
        type: 'track',
        event: 'espalier:usage',
        timestamp: iso(now),
        ...boss(account),
        properties: { feature: 'seats', used, limit: 5, resetsAt: iso(now + ahead * DAY + HOUR) },
      }),
)
const touch = fc.tuple(names, days).map(
  ([account, ago]): Step =>
    (open, { now }) =>
      send(open, {
        type: 'track',
        event: 'espalier:locked',
        timestamp: iso(now - ago * DAY),
        ...boss(account),
        properties: { feature: 'analytics' },
      }),
)
const group = fc.tuple(names, fc.constantFrom('retail', 'finance')).map(
  ([account, industry]): Step =>
    (open) =>
      send(open, { type: 'group', userId: `boss-${account}`, groupId: account, traits: { name: `The ${account}`, industry } }),
)
const change = fc.tuple(names, fc.constantFrom('free', 'team', 'gone'), days, fc.option(fc.boolean())).map(
  ([account, plan, muted, onboarded]): Step =>
    (open, { now }) =>
      open.call('PUT', `/v1/accounts/${encodeURIComponent(account)}`, { plan, care: { mutedUntil: iso(now + muted * DAY), onboarded } }),
)
const bill = fc
  .tuple(names, days, fc.constantFrom('active', 'canceled'), fc.integer({ min: 1, max: 3 }))
  .map(([account, ago, status, amount]): Step => (open, { now }) => {
    const state = {
      id: `s-${account}`,
      account,
      at: iso(now - ago * DAY),
      status,
      plan: amount === 3 ? 'more-exports' : 'team',
      amount: amount * 100,
      ...(amount > 1 && { credit: `d-${account}` }),
    }
    return open.call('POST', '/v1/subscriptions', { subscriptions: [state] })
  })
const meet = fc
  .tuple(names, days, fc.constantFrom('shown', 'engaged', 'exposure', 'answered', 'held-back'), fc.constantFrom('offer', 'exporting'))
  .map(
    ([account, ago, what, campaign]): Step =>
      (open, { now }) =>
        send(open, {
          type: 'track',
          event: `espalier:${what}`,
          timestamp: iso(now - ago * DAY),
          ...boss(account),
          properties:
            what === 'answered'
              ? { campaign: 'nps', version: 1, arm: 'treated', decision: 'd', place: 'interruption', score: ago % 11 }
              : { campaign, version: 1, arm: 'treated', decision: `d-${account}`, place: 'top', gate: 'budget', reasons: ['budget'] },
        }),
  )
/** Somebody sees an offer before anybody knows who it is. */
const visit = fc.tuple(names, days, fc.boolean()).map(([account, ago, known]): Step => async (open, { now }) => {
  const anonymousId = `visitor-${account}`
  const properties = { campaign: 'offer', version: 1, arm: 'treated', decision: 'v', place: 'top' }
  await send(open, { type: 'track', event: 'espalier:shown', timestamp: iso(now - ago * DAY), anonymousId, properties })
  if (known) await send(open, { type: 'identify', anonymousId, userId: `boss-${account}`, timestamp: iso(now) })
})
/** A colleague works, in person or before anybody knows who it is, and may turn out to be who. */
const colleague = fc
  .tuple(names, days, fc.constantFrom('Report Exported', 'Other'), fc.constantFrom('known', 'unknown', 'found out'))
  .map(([account, ago, event, who]): Step => async (open, { now }) => {
    const [anonymousId, userId] = [`guest-${account}`, `peer-${account}`]
    const named = who === 'known' ? { userId } : { anonymousId }
    await send(open, { type: 'track', event, timestamp: iso(now - ago * DAY), ...named, context: { groupId: account } })
    if (who === 'found out') await send(open, { type: 'identify', anonymousId, userId, timestamp: iso(now) })
  })
const publish = fc
  .constantFrom<Partial<CampaignInput>[]>({ motion: 'cross-sell' }, { goal: { kind: 'event', event: 'Other' } }, {})
  .map((change): Step => async (open) => {
    await open.call('PUT', '/v1/campaigns/offer', offer(change))
    await open.call('POST', '/v1/campaigns/offer/publish')
  })
const convert = fc.tuple(names, days).map(([account, ago]): Step => (open, { now }) => {
  const one = { id: `c${(made += 1)}`, account, campaign: 'offer', at: iso(now - ago * DAY), mrr: 10, currency: 'USD' }
  return open.call('POST', '/v1/conversions', { conversions: [one] })
})
/** A page asks what it may show. Care may hold everything back. */
const boot = names.map(
  (account): Step =>
    (open) =>
      open.call(
        'POST',
        '/v1/boot',
        { anonymousId: `page-${account}`, userId: `boss-${account}`, groupId: account },
        { key: 'pk_test_demo' },
      ),
)
const wait = fc.integer({ min: 1, max: 40 * 24 }).map((hours): Step => async (_, clock) => {
  clock.now += hours * HOUR
})
const set = fc.constantFrom({ cancelQuietDays: 3 }, { cancelQuietDays: 30, zone: 'Asia/Tokyo' }, { attribution: { windowDays: 3 } }).map(
  (settings): Step =>
    (open) =>
      open.call('PUT', '/v1/settings', { holdout: 0, ...settings }),
)
const merge = fc.tuple(names, names).map(
  ([account, into]): Step =>
    (open) =>
      open.call('POST', `/v1/accounts/${encodeURIComponent(account)}/merge`, { into }),
)
/** What can happen to a workspace, in any order. */
export const history = fc.array(
  fc.oneof(
    { arbitrary: track, weight: 4 },
    usage,
    touch,
    group,
    change,
    bill,
    bill,
    meet,
    meet,
    visit,
    colleague,
    publish,
    convert,
    boot,
    merge,
    wait,
    set,
  ),
  {
    minLength: 3,
    maxLength: 14,
  },
)

/** A workspace with campaigns, at a time that tests move on. */
export async function openAt(clock: { now: number }): Promise<OpenApp> {
  const open = await openApp({ clock: () => clock.now })
  await open.call('PUT', '/v1/catalog', CATALOG)
  await open.call('PUT', '/v1/settings', { holdout: 0 })
  for (const one of [offer(), question(), offer({ id: 'exporting', goal: { kind: 'event', event: 'Report Exported', windowDays: 7 } })]) {
    await open.call('PUT', `/v1/campaigns/${one.id}`, one)
    await open.call('POST', `/v1/campaigns/${one.id}/publish`)
  }
  return open
}
