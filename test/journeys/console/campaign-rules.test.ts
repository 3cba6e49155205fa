import type { BrowserContext, Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { useConsole } from '../../harness/console.ts'
import type { Server } from '../../harness/server.ts'

const visit = useConsole({ signedIn: true })
let server: Server
let context: BrowserContext
let page: Page
beforeEach(() => {
  ;({ server, context, page } = visit)
})

/** What the server keeps, read with the session of the page. */
async function kept<T>(path: string): Promise<T> {
  return (await (await context.request.get(server.url + path)).json()) as T
}

describe('a product team that writes rules without JSON', () => {
  it('names a counted event and a segment, uses both in a campaign, and is kept from deleting what is used', async () => {
    await page.goto(`${server.url}/console/settings/segments`)
    await page.getByRole('button', { name: 'New counted event' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Large export')
    await page.getByLabel('Event', { exact: true }).fill('Report Exported')
    await page.getByRole('button', { name: 'Ask about a property' }).click()
    await page.getByLabel('Property', { exact: true }).fill('rows')
    await page.getByLabel('Comparison').selectOption('$gte')
    await page.getByLabel('Value').fill('1000')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('“Large export” is saved.').waitFor()

    await page.getByRole('button', { name: 'New segment' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Heavy exporters')
    const audience = page.getByRole('region', { name: 'Audience' })
    await audience.getByRole('button', { name: '+ Line' }).click()
    await audience.getByLabel('Fact').selectOption('event.large-export.count')
    await audience.getByLabel('Within the last').fill('14')
    await audience.getByLabel('Value').fill('2')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Accounts that did “Large export” at least 2 times in 14 days').waitFor()
    expect(await kept('/v1/definitions')).toEqual({
      segments: [{ id: 'heavy-exporters', name: 'Heavy exporters', audience: { 'event.large-export.count14d': { $gte: 2 } } }],
      events: [{ id: 'large-export', name: 'Large export', event: 'Report Exported', where: { rows: { $gte: 1000 } } }],
    })

    await page.goto(`${server.url}/console/campaigns/scheduled-reports`)
    const rule = page.getByRole('region', { name: 'Audience' })
    await rule.getByRole('button', { name: '+ Line' }).click()
    await rule.getByLabel('Fact').last().selectOption('segment.heavy-exporters')
    await page.getByText('are in “Heavy exporters”').waitFor()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByRole('button', { name: 'Publish it' }).click()
    await page.getByText('Published as version 2. It is running.').waitFor()

    await page.goto(`${server.url}/console/settings/segments`)
    await page.getByRole('button', { name: 'Delete Large export' }).click()
    await page.getByRole('dialog', { name: '“Large export” is still used' }).getByRole('link').waitFor()
  })

  it('says when, how often and to which part, and the server keeps exactly that', async () => {
    await page.goto(`${server.url}/console/campaigns/near-limit-exports`)
    const trigger = page.getByLabel('What starts it')
    await trigger.selectOption('date')
    await page.getByLabel('From', { exact: true }).fill('0')
    await page.getByText('Choose a later day than the first one.').waitFor()
    await trigger.selectOption('event')
    await page.getByLabel('Delay', { exact: false }).first().fill('10')
    await page.getByRole('button', { name: 'Limit the time' }).click()
    await page.getByRole('checkbox', { name: 'Mon' }).check()
    await page.getByLabel('Hours', { exact: true }).selectOption('some')
    await page.getByText('For all people of an account together').click()
    await page.getByLabel('At most once in').fill('7')
    await page.getByLabel('Only a part of a group of accounts').check()
    await page.getByRole('button', { name: 'Draw arms anew' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Draw anew' }).click()
    await page.getByText('10 minutes after “Report Exported”').waitFor()
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    const { draft } = await kept<{ draft: Record<string, unknown> }>('/v1/campaigns/near-limit-exports')
    expect(draft).toMatchObject({
      trigger: { on: 'event', event: 'Report Exported', delaySeconds: 600 },
      schedule: { weekdays: [1], hours: { from: 9, until: 18 } },
      cadence: { account: { days: 7 } },
      namespace: { id: 'offers', from: 0, until: 0.5 },
      seed: 'near-limit-exports-draw-2',
    })
  })

  it('spares an account by hand, and sees at once what holds offers back', async () => {
    await page.goto(`${server.url}/console/accounts/kita`)
    await page.getByText('Nothing holds offers back').waitFor()
    await page.getByRole('button', { name: 'Not a fit, look again on: 90 days from today' }).click()
    await page.getByLabel('Open risk').selectOption('true')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Offers are held back now').waitFor()
    const { care } = await kept<{ care: Record<string, unknown> }>('/v1/accounts/kita')
    expect(care).toMatchObject({ risk: true, notAFitUntil: expect.stringMatching(/T15:00:00.000Z$/) })

    await page.goto(`${server.url}/console/settings/restraint`)
    await page.getByLabel('At open risk').uncheck()
    await page.getByLabel('Below').fill('45')
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay here' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    expect(await kept('/v1/settings')).toMatchObject({ healthBelow: 45, care: { risk: false, health: true } })
    await page.goto(`${server.url}/console/accounts/kita`)
    await page.getByText('“At open risk” is switched off in the settings').waitFor()
  })
})
