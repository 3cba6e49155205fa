import { describe, expect, it } from 'vitest'
import { offer } from '../decisions/workspace.case.ts'
import { openApp, type OpenApp } from '../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 22)
const DAY = 86_400_000
const iso = (days: number) => new Date(NOW + days * DAY).toISOString()

/** Three accounts that see an offer and one that is held out; two of them buy, and one gives it back. */
async function openCampaign(): Promise<OpenApp> {
  const open = await openApp({ clock: () => NOW })
  await open.call('PUT', '/v1/campaigns/offer', offer({ assignment: 'external', variants: [{ id: 'a', weight: 1 }] }))
  await open.call('POST', '/v1/campaigns/offer/publish')
  const arms = { acme: 'a', globex: 'a', initech: 'a', umbrella: 'held-out' }
  const exposures = Object.entries(arms).map(([account, arm], index) => ({ campaign: 'offer', account, arm, at: iso(index - 10) }))
  expect((await open.call('POST', '/v1/exposures', { exposures })).status).toBe(200)
  await open.call('PUT', '/v1/accounts/globex', { traits: { name: 'The Globe' } })
  const state = (account: string, days: number, status: string) => ({
    id: `s-${account}`,
    account,
    at: iso(days),
    status,
    price: 'p',
    amount: 1250,
    currency: 'USD',
  })
  const subscriptions = [state('acme', -5, 'active'), state('globex', -6, 'active'), state('globex', -2, 'canceled')]
  expect((await open.call('POST', '/v1/subscriptions', { subscriptions })).status).toBe(200)
  return open
}

const ADDRESS = '/v1/reports/campaigns/offer/accounts'

describe('the accounts behind a number of a campaign', () => {
  it('are as many as the report counts, in each arm and at each step', async () => {
    await using open = await openCampaign()
    const { body: report } = await open.call('GET', '/v1/reports/campaigns/offer')
    const total = async (query: string) => (await open.call('GET', `${ADDRESS}?${query}`)).body.total as number
    for (const { arm, ...counts } of report.arms as ({ arm: string } & Record<string, number>)[]) {
      for (const step of ['accounts', 'shown', 'engaged', 'accepted', 'converted']) {
        expect([arm, step, await total(`step=${step}&arm=${arm}`)]).toEqual([arm, step, counts[step]])
      }
    }
    const { wouldShow, shown, upgraded, kept } = report.funnel
    expect(await Promise.all(['', 'step=shown&arm=any', 'step=converted&arm=any', 'step=kept'].map(total))).toEqual([
      wouldShow,
      shown,
      upgraded,
      kept,
    ])
    expect([wouldShow, upgraded, kept]).toEqual([4, 2, 1])
  })

  it('are told with their names, times and money, those of the last success first', async () => {
    await using open = await openCampaign()
    const { body } = await open.call('GET', `${ADDRESS}?step=converted`)
    expect(body).toMatchObject({ campaign: 'offer', step: 'converted', total: 2, zone: 'UTC', asOf: iso(0) })
    expect(body.accounts).toEqual([
      expect.objectContaining({ account: 'acme', name: 'acme', arm: 'a', heldOut: false, at: iso(-10), convertedAt: iso(-5) }),
      expect.objectContaining({
        account: 'globex',
        name: 'The Globe',
        shownAt: null,
        convertedAt: iso(-6),
        money: [{ currency: 'USD', expansionMrr: 12.5, value: 0 }],
      }),
    ])
    const second = (await open.call('GET', `${ADDRESS}?offset=1&limit=2`)).body
    expect([second.total, second.accounts.map(({ account }: { account: string }) => account)]).toEqual([4, ['initech', 'globex']])
  })

  it('come as a table, too, a line for each account and currency', async () => {
    await using open = await openCampaign()
    const { body } = await open.call('GET', `${ADDRESS}?step=converted&format=csv&lang=ja`)
    const [head, ...lines] = (body as string).trim().split('\r\n')
    expect(head).toContain('最初に対象になった日時')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/^globex,The Globe,a,false,.*,USD,12.5,0$/)
  })

  it('are nobody before the first, and none of a campaign that is not there', async () => {
    await using open = await openApp({ clock: () => NOW })
    await open.call('PUT', '/v1/campaigns/offer', offer())
    expect((await open.call('GET', ADDRESS)).body).toMatchObject({ total: 0, accounts: [] })
    expect((await open.call('GET', '/v1/reports/campaigns/gone/accounts')).body.error).toMatchObject({
      code: 'campaign-unknown',
      facts: { id: 'gone' },
    })
    for (const query of ['step=sold', 'limit=0', 'offset=-1', 'arm=']) {
      const { status, body } = await open.call('GET', `${ADDRESS}?${query}`)
      expect([query, status, body.error.field]).toEqual([query, 400, query.split('=')[0]])
    }
  })
})
