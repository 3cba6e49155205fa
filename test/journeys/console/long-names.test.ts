import { beforeAll, expect, it } from 'vitest'
import { useConsole } from '../../harness/console.ts'

const WORD = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung'
const JAPANESE = '株式会社東京国際総合情報通信技術研究開発推進機構附属先端人工知能応用計算基盤整備部門'
const ACCOUNT = `acct_${'x'.repeat(100)}`
const PERSON = `${'u'.repeat(90)}@example.com`
const CAMPAIGN = `long-${'name-'.repeat(11)}x`

const visit = useConsole({ signedIn: true, locale: 'ja-JP', viewport: { width: 375, height: 800 } })

const card = (words: { title: string; body: string; label: string }) => ({
  title: words.title,
  body: words.body,
  action: { label: words.label },
})

beforeAll(async () => {
  const { url, secretKey } = visit.server
  const tell = async (method: string, path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' }
    const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) })
    expect([path, response.status]).toEqual([path, 200])
  }
  await tell('PUT', `/v1/accounts/${ACCOUNT}`, { traits: { name: WORD, nameJa: JAPANESE.repeat(2), ['k'.repeat(90)]: 'v'.repeat(300) } })
  const state = { id: `sub_${'s'.repeat(90)}`, account: ACCOUNT, at: '2026-06-01T00:00:00Z', status: 'active' }
  await tell('POST', '/v1/subscriptions', { subscriptions: [{ ...state, plan: 'team' }] })
  const event = { userId: PERSON, messageId: 'long-1', timestamp: new Date().toISOString() }
  await tell('POST', '/v1/batch', {
    batch: [
      { ...event, type: 'group', groupId: ACCOUNT },
      { ...event, messageId: 'long-2', type: 'track', event: 'e'.repeat(150), properties: { ['p'.repeat(90)]: 'w'.repeat(300) } },
    ],
  })
  await tell('PUT', `/v1/campaigns/${CAMPAIGN}`, {
    id: CAMPAIGN,
    name: WORD,
    motion: 'upsell',
    problemSolved: JAPANESE,
    widget: {
      kind: 'card',
      slot: 'reports-top',
      content: {
        en: card({ title: 'More exports', body: 'Your data stays as it is.', label: 'Compare plans' }),
        ja: card({ title: '書き出しを増やす', body: 'いまのデータはそのままです。', label: 'プランを比べる' }),
      },
    },
    audience: { 'account.industry': JAPANESE },
    cadence: { show: 'until-answered' },
    goal: { kind: 'upgrade', windowDays: 14 },
  })
})

it.each([
  '/console/accounts?q=acct_x',
  `/console/accounts/${ACCOUNT}`,
  '/console/people?q=uuu',
  `/console/people/${encodeURIComponent(PERSON)}`,
  '/console/campaigns',
  `/console/campaigns/${CAMPAIGN}`,
  `/console/campaigns/${CAMPAIGN}/report`,
  '/console/revenue/billing-events?status=all',
  `/console/debugger?user=${encodeURIComponent(PERSON)}`,
])('%s fits the window where names are one long word', async (path) => {
  const { page, server } = visit
  await page.goto(server.url + path)
  await page.locator('h1').waitFor()
  await page.waitForFunction(() => !document.querySelector('.waiting'))
  for (const width of [375, 768, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  }
})

it('a name of one long word leaves the list of campaigns a table where there is room for one', async () => {
  const { page, server } = visit
  await page.setViewportSize({ width: 1440, height: 800 })
  await page.goto(`${server.url}/console/campaigns`)
  await page.getByRole('link', { name: WORD, exact: true }).waitFor()
  await expect.poll(() => page.locator('.table.stacked').count()).toBe(0)
})
