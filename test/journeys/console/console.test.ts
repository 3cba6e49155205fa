import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { useConsole } from '../../harness/console.ts'
import { startServer, type Server } from '../../harness/server.ts'

const visit = useConsole()
let server: Server
let page: Page
beforeEach(() => {
  ;({ server, page } = visit)
})

const enter = async () => {
  await page.goto(`${server.url}/console/`)
  await page.getByRole('button', { name: 'Open the console' }).click()
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Campaigns', exact: true }).click()
  await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor()
}

describe('a product team in the console', () => {
  it('signs in with one click, is told what is wrong at the field, publishes, and reads the report', async () => {
    await enter()
    await page.getByRole('link', { name: 'Near the export limit', exact: true }).click()
    await page.getByRole('heading', { name: 'Near the export limit', level: 1 }).waitFor()
    const problem = page.getByLabel('The problem that it solves')
    const publish = page.getByRole('button', { name: 'Publish', exact: true })

    await problem.fill('Too short')
    await page.getByText('Write at least 10 characters.').waitFor()
    expect(await problem.getAttribute('aria-invalid')).toBe('true')
    expect(await publish.isDisabled()).toBe(true)

    await problem.fill('A team that runs out of exports cannot hand over its month-end reports.')
    await page.getByLabel('Title: the fact (English)').fill('Two exports are left this month')
    await page.frameLocator('iframe').getByText('Two exports are left this month').waitFor()
    expect(await problem.getAttribute('aria-invalid')).toBeNull()

    await publish.click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.innerText()).toContain('It becomes version 2 and runs at once.')
    await dialog.getByRole('button', { name: 'Publish it' }).click()
    await page.getByText('Published as version 2. It is running.').waitFor()

    await page.getByRole('link', { name: 'Report', exact: true }).click()
    await page.getByRole('heading', { name: 'Report: Near the export limit', level: 1 }).waitFor()
    await page.getByRole('heading', { name: 'With and without' }).waitFor()
    const arms = page.getByRole('table', { name: 'Arms' })
    expect(await arms.getByRole('rowheader').allInnerTexts()).toEqual(['Shown', 'Held out'])
  })

  it('changes the audience in the builder, and sees the sentence and the JSON follow', async () => {
    await enter()
    await page.goto(`${server.url}/console/campaigns/near-limit-exports`)
    const builder = page.getByRole('region', { name: 'Audience' })
    await builder.getByRole('button', { name: '+ Group' }).click()
    await builder.getByRole('button', { name: 'Remove this group' }).click()
    await builder.getByLabel('Value').fill('90')
    await page.getByText('Accounts that used at least 90% of Exports').waitFor()
    await builder.getByRole('radio', { name: 'JSON' }).check()
    const json = builder.getByRole('textbox', { name: 'Audience' })
    expect(JSON.parse(await json.inputValue())).toEqual({ 'limit.exports.ratio': { $gte: 0.9 } })
    await json.fill('{ "limits.exports.ratio": { "$gte": 0.9 } }')
    await builder.getByText('There is no fact “limits.exports.ratio”.').waitFor()
  })

  it('leaves the focus where somebody writes while a dialog is previewed, and lets the dialog be used', async () => {
    await enter()
    await page.goto(`${server.url}/console/campaigns/near-limit-exports`)
    await page.getByLabel('Widget').selectOption('modal')
    const title = page.getByLabel('Title: the fact (English)')
    await title.fill('')
    await title.pressSequentially('Two are left', { delay: 60 })
    const preview = page.frameLocator('iframe')
    await preview.getByText('Two are left').waitFor()
    expect(await title.inputValue()).toBe('Two are left')
    await page.getByRole('button', { name: 'Show it again' }).scrollIntoViewIfNeeded()
    await preview.getByText('Not now').click()
    await page.getByText('Put away').waitFor()
  })

  it('asks before unsaved changes are left behind', async () => {
    await enter()
    await page.getByRole('link', { name: 'Preview of analytics', exact: true }).click()
    await page.getByLabel('Name', { exact: true }).fill('Another name')
    await page.getByRole('link', { name: 'Accounts' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Stay here' }).click()
    expect(new URL(page.url()).pathname).toBe('/console/campaigns/analytics-preview')
    await page.goBack()
    await dialog.getByRole('button', { name: 'Leave without saving' }).click()
    await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Preview of analytics', exact: true }).waitFor()
  })

  it('starts a campaign from a template', async () => {
    await enter()
    await page.getByRole('link', { name: 'New campaign' }).click()
    await page.getByRole('button', { name: 'Start from this: NPS after a success' }).click()
    await page.getByRole('heading', { name: 'NPS after a success', level: 1 }).waitFor()
    await page.getByText('Not published yet').waitFor()
    const question = page.frameLocator('iframe').getByRole('heading', { name: 'How likely are you to recommend us' })
    await question.waitFor()
    expect(new URL(page.url()).pathname).toBe('/console/campaigns/nps')
  })

  it('explains a number on hover and on focus, and puts it away with Escape', async () => {
    await enter()
    const term = page.getByRole('button', { name: 'Difference' })
    const bubble = page.getByRole('tooltip').filter({ hasText: 'in percentage points' })
    await term.hover()
    await bubble.waitFor()
    await page.keyboard.press('Tab')
    await page.mouse.move(0, 0)
    await bubble.waitFor({ state: 'hidden' })
    await term.focus()
    await bubble.waitFor()
    await page.keyboard.press('Escape')
    await bubble.waitFor({ state: 'hidden' })
    expect(await term.getAttribute('aria-describedby')).toBe(
      await page.getByRole('tooltip', { includeHidden: true }).filter({ hasText: 'in percentage points' }).getAttribute('id'),
    )
  })

  it('remembers the language', async () => {
    await enter()
    await page.getByRole('radio', { name: '日本語' }).check()
    await page.getByRole('heading', { name: 'キャンペーン', level: 1 }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'キャンペーン', level: 1 }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ja')
  })

  it('shows the account and the person behind a number', async () => {
    await enter()
    await page.getByRole('link', { name: 'Accounts' }).click()
    await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
    await page.getByRole('searchbox').fill('kita')
    await page.getByRole('link', { name: 'Kita Logistics' }).click()
    await page.getByRole('heading', { name: 'Kita Logistics', level: 1 }).waitFor()
    await page.getByRole('rowheader', { name: 'kita-owner' }).getByRole('link').click()
    await page.getByRole('heading', { name: 'Last events' }).waitFor()
    const event = page.getByRole('rowheader', { name: 'Report Exported' }).first()
    await event.waitFor()
    expect(new URL(page.url()).pathname).toBe('/console/people/kita-owner')
  })
})

describe('a new server', () => {
  it('makes the first visitor the owner, and asks everybody else to sign in', async () => {
    const fresh = await startServer()
    try {
      await page.goto(`${fresh.url}/console/`)
      await page.getByRole('heading', { name: 'Create the owner' }).waitFor()
      await page.getByLabel('Your name').fill('Aoi Mori')
      await page.getByLabel('E-mail address').fill('aoi@example.com')
      await page.getByLabel('Password').fill('a long password')
      await page.getByRole('button', { name: 'Create the owner and sign in' }).click()
      await page.getByRole('heading', { name: 'Nothing to report yet' }).waitFor()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      expect(await page.getByLabel('Your name').count()).toBe(0)
    } finally {
      await fresh.stop()
    }
  })
})
