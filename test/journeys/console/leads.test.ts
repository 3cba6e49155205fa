import { expect, test } from 'vitest'
import { useConsole } from '../../harness/console.ts'
import type { Server } from '../../harness/server.ts'

const visit = useConsole({ signedIn: true })

async function send({ url, secretKey }: Server, method: string, path: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' }
  const answer = await fetch(url + path, { method, headers, body: JSON.stringify(body) })
  expect([path, answer.status]).toEqual([path, 200])
}

/** A campaign that passes leads, and accounts in which somebody accepted it. */
async function pass(server: Server, ...accounts: string[]): Promise<void> {
  const content = { title: 'A larger team', body: 'We show how others work.', action: { label: 'Ask for a call' } }
  await send(server, 'PUT', '/v1/campaigns/talk', {
    name: 'Talk to us',
    motion: 'upsell',
    problemSolved: 'Large teams cannot tell which plan fits them.',
    lead: true,
    assignment: 'external',
    widget: { kind: 'card', slot: 'nowhere', content: { en: content, ja: content } },
    cadence: { show: 'once' },
    goal: { kind: 'external' },
  })
  await send(server, 'POST', '/v1/campaigns/talk/publish', {})
  const at = new Date().toISOString()
  await send(server, 'POST', '/v1/exposures', {
    exposures: accounts.map((account) => ({ campaign: 'talk', account, user: `boss-${account}`, arm: 'treated', at })),
  })
  await send(server, 'POST', '/v1/batch', {
    batch: accounts.map((account) => ({
      type: 'track',
      event: 'espalier:accepted',
      messageId: crypto.randomUUID(),
      userId: `boss-${account}`,
      timestamp: at,
      context: { groupId: account },
      properties: { campaign: 'talk', version: 1, decision: crypto.randomUUID() },
    })),
  })
}

test('leads stand in a list: somebody says that one is won, and turns another one down with a reason', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/leads?campaign=near-limit-exports`)
  await page.getByRole('heading', { name: 'No lead here' }).waitFor()

  await pass(server, 'large', 'small')
  await page.goto(`${server.url}/console/leads`)
  const row = (account: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: account }) })
  await row('large').getByText('Talk to us').waitFor()

  const told = () => page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().includes('/v1/leads/talk/'))
  const won = told()
  await page.getByLabel('What became of large').selectOption('Won')
  expect((await won).status()).toBe(200)
  await row('large')
    .getByText(/· as .+ said/)
    .waitFor()

  const choice = page.getByLabel('What became of small')
  const dialog = page.getByRole('dialog', { name: 'Turn small down?' })
  await choice.focus()
  await choice.selectOption('Turned down')
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await choice.evaluate((element) => element === document.activeElement)).toBe(true)
  await choice.selectOption('Turned down')
  expect(await dialog.getByRole('button', { name: 'Turn down' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Why is it turned down?').fill('Three people, and no budget.')
  const refused = told()
  await dialog.getByRole('button', { name: 'Turn down' }).click()
  expect((await refused).status()).toBe(200)
  await row('small').getByText('Three people, and no budget.').waitFor()

  await page.goto(`${server.url}/console/leads?state=won`)
  await row('large').waitFor()
  expect(await row('small').count()).toBe(0)
  await page.getByRole('radio', { name: '日本語' }).check()
  await row('large').getByText('が記入').waitFor()
})

test('a lead has owners of both sides, a due day and a next step, and its evidence prints without the console around it', async () => {
  const { page, server } = visit
  await pass(server, 'planned')
  await page.goto(`${server.url}/console/leads`)
  await page.getByRole('link', { name: 'Evidence and next step: planned' }).click()
  await page.getByRole('heading', { name: 'What was known when the lead was passed' }).waitFor()

  await page.getByLabel('Whose turn it is').selectOption('Customer success')
  await page.getByRole('textbox', { name: 'Customer success' }).fill('Mori')
  await page.getByRole('textbox', { name: 'Sales' }).fill('Sato')
  await page.getByLabel('Due on').fill('2026-01-05')
  await page.getByRole('textbox', { name: 'Next step' }).fill('Show them shared folders')
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().includes('/v1/leads/talk/planned'))
  await page.getByRole('button', { name: 'Save' }).click()
  expect((await saved).status()).toBe(200)
  await page.getByText('Mori (Customer success)').waitFor()
  await page.getByText('Sato (Sales)').waitFor()

  const form = page.getByRole('region', { name: 'Who does what next' })
  const around = page.getByRole('banner')
  expect([await form.isVisible(), await around.isVisible()]).toEqual([true, true])
  await page.emulateMedia({ media: 'print' })
  expect([await form.isVisible(), await around.isVisible()]).toEqual([false, false])
  expect(await page.getByText('Show them shared folders').first().isVisible()).toBe(true)
  await page.emulateMedia({ media: null })

  await page.goto(`${server.url}/console/leads?owner=Sato&overdue=true`)
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'planned' }) })
  await row.getByText('Overdue', { exact: true }).waitFor()
  await page.getByLabel('Owner').selectOption('Everybody')
  await page.waitForURL((url) => !url.search.includes('owner'))
})

test('the settings show the secret of the owner’s address once, keep the address, and forget it when nobody is to be told', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/settings/notifications`)
  const panel = page.getByRole('region', { name: 'Webhook to the owner' })
  const address = panel.getByLabel('Address')
  const saved = () => page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/v1/hook'))

  await address.fill('https://hooks.example.com/espalier')
  const taken = saved()
  await panel.getByRole('button', { name: 'Save the address' }).click()
  expect((await taken).status()).toBe(200)
  await panel.getByText(/^whsec_/).waitFor()
  await panel.getByText('No message yet.').waitFor()

  await page.reload()
  await panel.getByRole('button', { name: 'Send a test' }).waitFor()
  expect(await address.inputValue()).toBe('https://hooks.example.com/espalier')
  expect(await panel.getByText(/^whsec_/).count()).toBe(0)
  const refused = panel.getByRole('checkbox', { name: 'Refused events' })
  const chosen = saved()
  await refused.uncheck()
  expect(await (await chosen).json()).toMatchObject({ endpoint: { topics: ['guardrails', 'leads', 'billing', 'counting'] } })
  await page.reload()
  await refused.waitFor()
  expect([await refused.isChecked(), await panel.getByRole('checkbox', { name: 'Leads' }).isChecked()]).toEqual([false, true])
  await panel.getByRole('button', { name: 'Tell nobody' }).click()
  const gone = page.waitForResponse((answer) => answer.request().method() === 'DELETE')
  await page.getByRole('dialog').getByRole('button', { name: 'Tell nobody' }).click()
  expect((await gone).status()).toBe(200)
  await panel.getByRole('button', { name: 'Send a test' }).waitFor({ state: 'detached' })
})

test('what is said on the page of a lead counts, and a reason that was not taken stays written', async () => {
  const { context, server } = visit
  // A page of its own: the browser itself complains of an answer 503.
  const page = await context.newPage()
  await pass(server, 'middle')
  await page.goto(`${server.url}/console/leads/talk/middle`)
  const choice = page.getByLabel('What became of middle')
  await choice.selectOption('Turned down')
  const dialog = page.getByRole('dialog', { name: 'Turn middle down?' })
  const reason = dialog.getByRole('textbox')
  await reason.fill('They have just signed for a year.')
  await page.route('**/v1/leads/**', (route) => route.fulfill({ status: 503, json: { error: { code: 'database-busy', message: 'busy' } } }))
  await dialog.getByRole('button', { name: 'Turn down' }).click()
  await dialog.getByRole('alert').waitFor()
  expect(await reason.inputValue()).toBe('They have just signed for a year.')
  await page.unroute('**/v1/leads/**')
  await dialog.getByRole('button', { name: 'Turn down' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('definition').filter({ hasText: 'They have just signed for a year.' }).first().waitFor()
  expect(await choice.inputValue()).toBe('rejected')
})
