import { offer } from './decisions/workspace.case.ts'
import type { StripeSender } from './billing/stripe-sender.case.ts'
import { stripeEventOf, subscription, TODAY } from './billing/stripe-sender.case.ts'
import type { Answered } from './open-app.case.ts'

/** A request that changes something, by the route that it goes to. */
export type WritingRequests = Readonly<Record<string, () => Promise<Answered>>>

/** What only asks, though its question is too long for an address, or what needs the cookie or the invitation of somebody who is not there. */
export const ASKING: ReadonlySet<string> = new Set([
  'post /v1/reports/funnel',
  'post /v1/reports/funnel/rows',
  'post /v1/boot',
  'post /v1/decisions/audience',
  'post /v1/decisions/conflicts',
  'post /v1/debug',
  'post /api/auth/sign-out',
  'post /api/auth/change-password',
  'post /api/auth/join',
  'delete /api/sessions',
  'delete /api/sessions/{id}',
])

const DAY = 86_400_000
const OWNER = { name: 'Mari', email: 'mari@example.com', password: 'a long password' }

/** One request to each route that writes; `mark` makes what they write new. Needs a published campaign `offer` that passes leads, and the account `acme`, which is one, and an address of the owner. */
export function writingRequests({ call, send }: Pick<StripeSender, 'call' | 'send'>, mark: string): WritingRequests {
  const at = new Date(TODAY * 1000 - DAY).toISOString()
  const id = (name: string) => `${name}-${mark}`
  const person = { userId: id('user'), context: { groupId: 'acme' } }
  const state = { id: id('sub'), account: 'acme', at, status: 'active', plan: 'team', amount: 9900, interval: 'month', currency: 'usd' }
  return {
    'post /v1/batch': () =>
      call('POST', '/v1/batch', { batch: [{ type: 'track', event: 'Report Exported', messageId: id('batch'), ...person }] }),
    'post /v1/track': () => call('POST', '/v1/track', { event: 'Report Exported', messageId: id('track'), ...person }),
    'post /v1/identify': () => call('POST', '/v1/identify', { traits: { role: mark }, messageId: id('identify'), ...person }),
    'post /v1/group': () => call('POST', '/v1/group', { groupId: 'acme', traits: { mark }, messageId: id('group'), ...person }),
    'post /v1/page': () => call('POST', '/v1/page', { name: 'Reports', messageId: id('page'), ...person }),
    'post /v1/screen': () => call('POST', '/v1/screen', { name: 'Reports', messageId: id('screen'), ...person }),
    'post /v1/alias': () => call('POST', '/v1/alias', { userId: id('user'), previousId: id('visitor'), messageId: id('alias') }),
    'put /v1/users/{id}': () => call('PUT', '/v1/users/mari', { mutedUntil: new Date(TODAY * 1000 + DAY).toISOString() }),
    'put /v1/accounts/{id}': () => call('PUT', '/v1/accounts/acme', { traits: { mark } }),
    'post /v1/accounts/{id}/merge': async () => {
      await call('PUT', `/v1/accounts/${id('branch')}`, {})
      return call('POST', `/v1/accounts/${id('branch')}/merge`, { into: 'acme' })
    },
    'put /v1/catalog': async () => call('PUT', '/v1/catalog', (await call('GET', '/v1/catalog')).body),
    'put /v1/definitions': () => call('PUT', '/v1/definitions', { segments: [], events: [] }),
    'put /v1/settings': () => call('PUT', '/v1/settings', { holdout: 0.1 }),
    'put /v1/campaigns/{id}': () => call('PUT', '/v1/campaigns/offer', offer({ name: mark })),
    'post /v1/campaigns/{id}/publish': () => call('POST', '/v1/campaigns/offer/publish'),
    'post /v1/campaigns/{id}/state': () => call('POST', '/v1/campaigns/offer/state', { state: 'paused' }),
    'post /v1/decisions/backtest': () => call('POST', '/v1/decisions/backtest', { campaign: 'offer', days: 1 }),
    'delete /v1/decisions/backtest/{id}': () => call('DELETE', '/v1/decisions/backtest/one'),
    'post /v1/conversions': () => call('POST', '/v1/conversions', { conversions: [{ id: id('order'), account: 'acme', at }] }),
    'post /v1/exposures': () =>
      call('POST', '/v1/exposures', { exposures: [{ campaign: 'offer', account: id('account'), arm: 'treated', at }] }),
    'post /v1/stripe': () => send(stripeEventOf('customer.subscription.created', TODAY, subscription('pro', 1, { id: id('sub') }))),
    'post /v1/subscriptions': () => call('POST', '/v1/subscriptions', { subscriptions: [state] }),
    'post /v1/subscriptions/import': () =>
      call('POST', '/v1/subscriptions/import', {
        csv: `id,account,at,status,plan,amount,interval,currency\n${id('row')},acme,${at},active,team,9900,month,usd\n`,
      }),
    'put /v1/rates': () => call('PUT', '/v1/rates', { to: 'USD', rates: [{ currency: 'EUR', day: '2026-10-31', rate: '1.08' }] }),
    'put /v1/leads/{campaign}/{account}': () => call('PUT', '/v1/leads/offer/acme', { state: 'accepted' }),
    'put /v1/hook': () => call('PUT', '/v1/hook', { url: 'https://hook.example/told' }),
    'delete /v1/hook': () => call('DELETE', '/v1/hook'),
    'post /v1/hook/test': () => call('POST', '/v1/hook/test'),
    'post /v1/keys': () => call('POST', '/v1/keys', { kind: 'public', label: mark }),
    'delete /v1/keys/{id}': async () => {
      const { body } = await call('GET', '/v1/keys')
      const key = (body.keys as { id: string; label: string; revokedAt?: unknown }[]).find(({ label }) => label === 'to be revoked')
      return call('DELETE', `/v1/keys/${key?.id}`)
    },
    'post /v1/identity/keys': () => call('POST', '/v1/identity/keys', { algorithm: 'HS256', label: mark }),
    'delete /v1/identity/keys/{id}': async () => {
      const { body } = await call('GET', '/v1/identity/keys')
      return call('DELETE', `/v1/identity/keys/${body.keys[0].id}`)
    },
    'post /v1/colleagues/invitations': () => call('POST', '/v1/colleagues/invitations', { email: `${mark}@example.com` }),
    'delete /v1/colleagues/invitations/{id}': () => call('DELETE', '/v1/colleagues/invitations/one'),
    'delete /v1/colleagues/{id}': () => call('DELETE', '/v1/colleagues/nobody'),
    'post /api/demo-session': () => call('POST', '/api/demo-session', {}, { key: null }),
    'post /api/auth/sign-in/email': () =>
      call('POST', '/api/auth/sign-in/email', { email: OWNER.email, password: OWNER.password }, { key: null }),
    'post /api/auth/sign-up/email': () =>
      call('POST', '/api/auth/sign-up/email', { ...OWNER, email: `${mark}@example.com` }, { key: null }),
    // The last of all: whoever is erased is not there for the others.
    'delete /v1/users/{id}': () => call('DELETE', '/v1/users/mari'),
    'delete /v1/accounts/{id}': () => call('DELETE', '/v1/accounts/acme'),
  }
}
