import { describe, expect, it } from 'vitest'
import { openApp } from '../open-app.case.ts'
import type { OpenApp } from '../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 22)
const AT = '2026-11-20T09:00:00Z'
const words = { title: 'New', body: 'A look.', action: { label: 'Look' } }

const campaign = (id: string, change: object = {}) => ({
  id,
  name: id,
  motion: 'cross-sell',
  problemSolved: 'Nobody knows what is new.',
  widget: { kind: 'card', slot: 'top', content: { en: words, ja: words } },
  cadence: { show: 'once' },
  goal: { kind: 'external' },
  ...change,
})

async function openWith(...campaigns: { id: string }[]): Promise<OpenApp> {
  const open = await openApp({ clock: () => NOW })
  for (const one of campaigns) {
    await open.call('PUT', `/v1/campaigns/${one.id}`, one)
    await open.call('POST', `/v1/campaigns/${one.id}/publish`)
  }
  return open
}

const mail = campaign('mail', { assignment: 'external', variants: [{ id: 'a' }, { id: 'b' }] })

describe('conversions', () => {
  it('are recorded once each, and one that is wrong does not lose the others', async () => {
    await using open = await openWith(campaign('c'))
    const good = { id: 'o1', account: 'acme', user: 'mari', campaign: 'c', at: AT, mrr: 49.5, value: 10 }
    const send = (...conversions: unknown[]) => open.call('POST', '/v1/conversions', { conversions })
    const { status, body } = await send(good, { ...good, id: 'o2', prices: 1 }, { ...good, id: 'o3', mrr: 1.5, currency: 'JPY' }, 7, good, {
      ...good,
      id: 'o4',
    })
    expect(status).toBe(200)
    expect(body.results).toEqual([
      { id: 'o1', status: 'accepted' },
      { id: 'o2', status: 'rejected', error: { field: 'conversions[1].prices', message: 'unknown field "prices"' } },
      { id: 'o3', status: 'rejected', error: { field: 'conversions[2].mrr', message: 'expected a whole number of JPY' } },
      { status: 'rejected', error: { field: 'conversions[3]', message: expect.stringContaining('expected an object') } },
      { id: 'o1', status: 'duplicate' },
      { id: 'o4', status: 'accepted' },
    ])
    expect((await send(good)).body.results).toEqual([{ id: 'o1', status: 'duplicate' }])
  })

  it.each([
    ['an unknown campaign', { campaign: 'nothing' }, 'campaign', 'no campaign "nothing"'],
    ['a time in the future', { at: '2026-11-22T00:06:00Z' }, 'at', 'not in the future'],
    ['a time without a zone', { at: '2026-11-20' }, 'at', 'expected a time such as'],
    ['money that is negative', { mrr: -1 }, 'mrr', '>=0'],
    ['money that is no number', { value: '10' }, 'value', 'expected a number'],
    ['a currency in lower case', { value: 1, currency: 'usd' }, 'currency', 'three-letter'],
    ['no account', { account: '' }, 'account', '>=1'],
  ])('are refused with %s, by the field', async (_, change, field, message) => {
    await using open = await openWith()
    const { body } = await open.call('POST', '/v1/conversions', { conversions: [{ id: 'o', account: 'acme', at: AT, ...change }] })
    expect(body.results).toEqual([
      { id: 'o', status: 'rejected', error: { field: `conversions[0].${field}`, message: expect.stringContaining(message) } },
    ])
  })

  it.each([
    ['a list', [], ''],
    ['no list', {}, 'conversions'],
    ['an empty list', { conversions: [] }, 'conversions'],
    ['too many', { conversions: Array.from({ length: 2001 }, () => 1) }, 'conversions'],
    ['an unknown field', { conversions: [1], sent: true }, 'sent'],
  ])('come as a list of 1 to 2,000: %s is a 400 that names the field', async (_, body, field) => {
    await using open = await openWith()
    const answer = await open.call('POST', '/v1/conversions', body)
    expect([answer.status, answer.body.error.code, answer.body.error.field ?? '']).toEqual([400, 'invalid-conversions', field])
  })

  it('need a secret key', async () => {
    await using open = await openWith()
    expect((await open.call('POST', '/v1/conversions', {}, { key: null })).status).toBe(401)
    expect((await open.call('POST', '/v1/exposures', {}, { key: 'pk_test_demo' })).status).toBe(403)
  })
})

describe('imported exposures', () => {
  it('keep the first arm of an account and say which one holds', async () => {
    await using open = await openWith(mail)
    const one = { campaign: 'mail', account: 'acme', user: 'mari', arm: 'a', at: AT }
    const send = (...exposures: unknown[]) => open.call('POST', '/v1/exposures', { exposures })
    expect((await send(one, { ...one, arm: 'held-out' }, { ...one, account: 'kita', arm: 'held-out' })).body.results).toEqual([
      { status: 'accepted', arm: 'a' },
      { status: 'duplicate', arm: 'a' },
      { status: 'accepted', arm: 'held-out' },
    ])
    expect((await send({ ...one, arm: 'b' })).body.results).toEqual([{ status: 'duplicate', arm: 'a' }])
    expect(await open.deps.store.exposures.exposuresOf('acme')).toEqual([
      expect.objectContaining({ arm: 'a', person: 'mari', version: 1, at: Date.parse(AT) }),
    ])
  })

  it('are refused for a campaign that assigns its own arms, for one that is not published, and for an arm that is not there', async () => {
    await using open = await openWith(campaign('own'), mail, campaign('plain', { assignment: 'external' }))
    const one = { campaign: 'mail', account: 'acme', arm: 'a', at: AT }
    const { body } = await open.call('POST', '/v1/exposures', {
      exposures: [
        { ...one, campaign: 'own' },
        { ...one, campaign: 'draft' },
        { ...one, arm: 'c' },
        { ...one, campaign: 'plain' },
        { ...one, campaign: 'plain', arm: 'treated' },
      ],
    })
    const errors = body.results.map(
      (result: { error?: { field: string; message: string } }) => result.error && [result.error.field, result.error.message],
    )
    expect(errors).toEqual([
      ['exposures[0].campaign', '"own" assigns its arms itself; expected a campaign with assignment "external"'],
      ['exposures[1].campaign', 'no published campaign "draft"'],
      ['exposures[2].arm', 'expected held-out, a, b'],
      ['exposures[3].arm', 'expected held-out, treated'],
      undefined,
    ])
  })
})
