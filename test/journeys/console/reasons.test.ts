import { compileCampaign, explain, type DecisionInput } from '@espalier/core'
import type { Campaign, CampaignState } from '@espalier/core/schema'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { useConsole } from '../../harness/console.ts'
import type { Server } from '../../harness/server.ts'

const visit = useConsole({ signedIn: true, timezoneId: 'America/New_York', permissions: ['clipboard-read', 'clipboard-write'] })
let server: Server
let page: Page
beforeEach(() => {
  ;({ server, page } = visit)
})

interface Case {
  campaigns: (Campaign & { state: CampaignState })[]
  input: DecisionInput
  expect: { campaign: string; verdict: string; codes?: string[] }[]
}

describe('why somebody sees something or not', () => {
  it('is asked from a person’s page, told for every campaign, and kept as a case that the engine decides the same', async () => {
    await page.goto(`${server.url}/console/people/kita-owner`)
    await page.getByRole('link', { name: 'Why did they see this, or not?' }).click()
    const answer = page.getByRole('region', { name: 'Candidates' })
    const candidate = answer.getByRole('listitem').filter({ hasText: 'Near the export limit' })
    await candidate.getByText('Stays away').waitFor()

    await page.getByRole('button', { name: 'Copy as JSON' }).click()
    await page.getByText('Copied', { exact: true }).waitFor()
    const kept = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as Case
    expect(kept.campaigns.length).toBeGreaterThan(2)
    const again = explain(
      kept.campaigns.map((one) => compileCampaign(one, 1, one.state)),
      kept.input,
    )
    expect(
      again.map(({ campaign, verdict, reasons }) => ({ campaign, verdict, codes: reasons.map((one) => `${one.gate}/${one.code}`) })),
    ).toEqual(kept.expect.map(({ campaign, verdict, codes = [] }) => ({ campaign, verdict, codes })))
  })

  it('is asked with the keyboard for a moment of the past, on the clock of the workspace', async () => {
    await page.goto(`${server.url}/console/debugger`)
    await page.getByLabel('Person').fill('kita-owner')
    await page.getByRole('radio', { name: 'Earlier' }).check()
    await page.getByLabel('Date and time (Asia/Tokyo)').fill('2020-01-01T09:30')
    await page.getByLabel('Page').fill('/reports')
    await page.keyboard.press('Enter')
    await page.getByText('Nobody by this id had been seen').waitFor()
    expect(new URL(page.url()).searchParams.get('at')).toBe('2020-01-01T00:30:00.000Z')
    await page.getByText('1 Jan 2020, 09:30:00').waitFor()
  })

  it('is not asked about nobody', async () => {
    await page.goto(`${server.url}/console/debugger`)
    await page.getByRole('button', { name: 'Explain' }).click()
    await page.getByText('Say whom you ask about.').waitFor()
    expect(await page.getByLabel('Person').getAttribute('aria-invalid')).toBe('true')
  })
})

describe('whom a draft is for', () => {
  it('is estimated in the editor, line by line, and says when the draft has changed since', async () => {
    await page.goto(`${server.url}/console/campaigns/near-limit-exports`)
    const panel = page.getByRole('region', { name: 'Who matches now' })
    await panel.getByRole('button', { name: 'Estimate' }).click()
    await panel.getByRole('table', { name: 'Line by line' }).waitFor()
    await panel.getByRole('row', { name: /used at least 80% of Exports/ }).waitFor()
    const builder = page.getByRole('region', { name: 'Audience' })
    await builder.getByLabel('Value').fill('90')
    await panel.getByText('The draft has changed since.').waitFor()
    await panel.getByRole('button', { name: 'Estimate again' }).click()
    await panel.getByRole('row', { name: /used at least 90% of Exports/ }).waitFor()
    expect(await panel.getByText('The draft has changed since.').count()).toBe(0)
  })

  it('is compared with what runs already', async () => {
    await page.goto(`${server.url}/console/campaigns/near-limit-exports`)
    const panel = page.getByRole('region', { name: 'Before you publish: who else is there' })
    await panel.getByRole('button', { name: 'Forecast' }).click()
    await panel.getByText(/Worked out from \d+ accounts\./).waitFor()
    expect(await panel.getByText('No running campaign meets these accounts in this place.').count()).toBe(1)
  })
})

describe('whom the gates left in peace', () => {
  it('is told by day, reason and campaign, and chosen in the address', async () => {
    await page.goto(`${server.url}/console/campaigns/near-limit-exports/report`)
    await page.getByRole('link', { name: 'By day and campaign' }).click()
    await page.getByText(/People in \d+ accounts were left in peace, \d+ times\./).waitFor()
    expect(new URL(page.url()).searchParams.get('campaign')).toBe('near-limit-exports')
    expect(await page.getByRole('table', { name: 'Which campaign waited' }).getByRole('rowheader').allInnerTexts()).toEqual([
      'Near the export limit',
    ])
    await page.getByLabel('Campaign', { exact: true }).selectOption('All campaigns')
    await page.getByRole('row', { name: /NPS after the third export/ }).waitFor()
    await page.getByRole('radio', { name: 'Table' }).check()
    expect(await page.getByRole('table', { name: 'Times a day' }).getByRole('row').count()).toBe(31)
  })
})
