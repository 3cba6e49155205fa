import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../harness/browser.ts'
import { watchPage, type Complaints } from '../../harness/page.ts'
import { startServer, type Server } from '../../harness/server.ts'

const PASSWORD = 'correct horse battery'

let browser: Browser
let server: Server

beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), startServer()])
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function open(locale: string): Promise<{ context: BrowserContext; page: Page; complaints: Complaints }> {
  const context = await browser.newContext({ locale })
  const page = await context.newPage()
  return { context, page, complaints: await watchPage(page) }
}

test('an owner invites a colleague, who joins; each sees and ends their own sessions, and access ends at once', async () => {
  const { context, page, complaints } = await open('en-US')
  await page.goto(`${server.url}/console/settings/access`)
  await page.getByLabel('Your name').fill('Mari')
  await page.getByLabel('E-mail address').fill('mari@example.com')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Create the owner and sign in' }).click()
  const colleagues = page.getByRole('region', { name: 'Colleagues', exact: true })
  await colleagues.getByRole('row', { name: /mari@example.com Mari .* Owner/ }).waitFor()

  await colleagues.getByLabel('E-mail address of a colleague').fill('Ken@example.com')
  await colleagues.getByRole('button', { name: 'Make an invitation' }).click()
  const link = (await colleagues.locator('.fresh-key').textContent()) ?? ''
  expect(link.startsWith(`${server.url}/console/join#token=`)).toBe(true)
  await colleagues.getByRole('button', { name: 'Take back the invitation of ken@example.com' }).waitFor()

  const ken = await open('ja-JP')
  await ken.page.goto(link)
  await ken.page.getByText('ken@example.comとして招待されています').waitFor()
  await ken.page.getByLabel('お名前').fill('健')
  await ken.page.getByLabel('パスワード').fill('password1')
  await ken.page.getByRole('button', { name: '参加してサインイン' }).click()
  await ken.page.getByText('推測されやすいパスワードです。').waitFor()
  await ken.page.getByLabel('パスワード').fill('梅雨空に低く飛ぶ燕')
  await ken.page.getByRole('button', { name: '参加してサインイン' }).click()
  await ken.page.waitForURL('**/console/home')

  const phone = await browser.newContext({ userAgent: 'Mozilla/5.0 (Linux; Android 10; K) Chrome/131.0.0.0 Mobile Safari/537.36' })
  const data = { email: 'mari@example.com', password: PASSWORD }
  await phone.request.post(`${server.url}/api/auth/sign-in/email`, { data, headers: { origin: server.url } })
  await page.reload()
  const sessions = page.getByRole('region', { name: 'Where you are signed in' })
  await sessions.getByRole('row', { name: /This browser/ }).waitFor()
  await sessions.getByRole('button', { name: /^End the session of Chrome, Android/ }).click()
  await sessions.getByRole('row', { name: /Android/ }).waitFor({ state: 'detached' })
  expect((await phone.request.get(`${server.url}/v1/settings`)).status()).toBe(401)

  const own = page.getByRole('region', { name: 'Your password' })
  await own.getByLabel('Password of now').fill('not it at all')
  await own.getByLabel('New password').fill('another long sentence')
  await own.getByRole('button', { name: 'Change the password' }).click()
  await own.getByText('This is not your password.').waitFor()
  await own.getByLabel('Password of now').fill(PASSWORD)
  await own.getByRole('button', { name: 'Change the password' }).click()
  await own.getByText('Your password was changed.').waitFor()

  await colleagues.getByRole('button', { name: 'Remove 健' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await colleagues.getByRole('row', { name: /ken@example.com/ }).waitFor({ state: 'detached' })
  await ken.page.goto(`${server.url}/console/settings/access`)
  await ken.page.getByRole('heading', { name: 'サインイン' }).waitFor()

  await page.goto(`${server.url}/console/settings/changes?kind=colleague`)
  await page
    .getByRole('row', { name: /Colleague ken@example.com .* Mari/ })
    .first()
    .waitFor()
  // A browser writes every refused request into its own console.
  const isRefusal = (line: string) => /status of 40[01]/.test(line)
  for (const seen of [complaints, ken.complaints]) {
    expect({ ...seen, console: seen.console.filter((line) => !isRefusal(line)) }).toEqual({ console: [], errors: [], policy: [] })
  }
  for (const one of [context, ken.context, phone]) await one.close()
}, 60_000)

test('a link that is not whole says so, and one that was used leads nowhere', async () => {
  const { context, page } = await open('en-US')
  await page.goto(`${server.url}/console/join`)
  await page.getByText('This link is not whole.').waitFor()
  await page.goto(`${server.url}/console/join#token=used-before`)
  await page.reload()
  await page.getByLabel('Your name').fill('Mallory')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Join and sign in' }).click()
  await page.getByText('This invitation cannot be used').waitFor()
  expect(new URL(page.url()).pathname).toBe('/console/join')
  await context.close()
})
