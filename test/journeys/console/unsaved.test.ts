import { expect, it } from 'vitest'
import { useConsole } from '../../harness/console.ts'

const visit = useConsole({ signedIn: true })
const EDITOR = '/console/campaigns/near-limit-exports'
const OPEN = { name: 'Open the console' }

it('a session that ends while a draft is written asks to sign in again, and loses nothing', async () => {
  const { context, server } = visit
  // A page of its own: the browser itself complains of an answer 401.
  const page = await context.newPage()
  await page.goto(server.url + EDITOR)
  const title = page.getByLabel('Title').first()
  await title.fill('Written before the session ended')
  const screen = await page.title()
  await context.clearCookies()
  // Not by the pointer: whatever the page asks first may bring up the sign-in before it gets there.
  await page.getByRole('button', { name: 'Save draft' }).dispatchEvent('click')

  const again = page.getByRole('dialog', { name: 'Sign in again' })
  await again.waitFor()
  for (let press = 0; press < 3; press++) await page.keyboard.press('Escape')
  // A browser closes what refuses twice; it opens again.
  await again.waitFor()
  await expect.poll(() => page.evaluate(() => document.querySelector('dialog[open]')?.contains(document.activeElement))).toBe(true)
  await again.getByRole('button', OPEN).click()
  await again.waitFor({ state: 'detached' })

  expect([await title.inputValue(), await page.title()]).toEqual(['Written before the session ended', screen])
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.reload()
  expect(await title.inputValue()).toBe('Written before the session ended')
})

it('who signs out with a draft that is not saved is asked first', async () => {
  const { context, server } = visit
  // A page of its own: what it still asks when its session ends is refused, of which the browser itself complains.
  const page = await context.newPage()
  await page.goto(server.url + EDITOR)
  const title = page.getByLabel('Title').first()
  await title.fill('Not saved yet')
  await page.getByRole('button', { name: 'Sign out' }).click()
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  await question.getByRole('button', { name: 'Stay' }).click()
  expect(await title.inputValue()).toBe('Not saved yet')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await question.getByRole('button', { name: 'Leave' }).click()
  await page.getByRole('button', OPEN).waitFor()
})

it('who signs out leaves nothing of the screen behind, though a screen asked something meanwhile and was refused', async () => {
  const { context, server } = visit
  // A page of its own: the browser itself complains of an answer 401.
  const page = await context.newPage()
  await page.goto(`${server.url}/console/accounts/kita`)
  await page.getByRole('heading', { level: 1, name: 'Kita' }).waitFor()
  const [ended, heard] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await page.route('**/api/auth/sign-out', async (route) => {
    const response = await route.fetch()
    ended.resolve()
    await heard.promise
    await route.fulfill({ response })
  })
  await page.getByRole('button', { name: 'Sign out' }).click()
  await ended.promise
  const refused = page.waitForResponse((response) => response.status() === 401)
  await page.getByRole('link', { name: 'Accounts' }).first().click()
  await refused
  heard.resolve()
  await page.getByRole('button', OPEN).waitFor()
  expect(await page.locator('main').innerText()).not.toContain('Kita')
  expect(await page.getByRole('dialog').count()).toBe(0)
})

it('a draft that was saved in another tab meanwhile is not saved over unasked', async () => {
  const { context, server } = visit
  // Pages of their own: the browser itself complains of an answer 409.
  const [one, other] = [await context.newPage(), await context.newPage()]
  for (const tab of [one, other]) {
    await tab.goto(`${server.url}/console/campaigns/talk-about-teams`)
    await tab.getByLabel('Title').first().waitFor()
  }
  const titleIn = (tab: typeof one) => tab.getByLabel('Title').first()
  await titleIn(one).fill('From the first tab')
  await one.getByRole('button', { name: 'Save draft' }).click()
  await one.getByText('Saved', { exact: true }).waitFor()
  await titleIn(other).fill('From the second tab')
  await other.getByRole('button', { name: 'Save draft' }).click()
  const over = other.getByRole('button', { name: 'Save mine over it' })
  await over.waitFor()
  await one.reload()
  expect([await titleIn(one).inputValue(), await titleIn(other).inputValue()]).toEqual(['From the first tab', 'From the second tab'])
  await over.click()
  await other.getByText('Saved', { exact: true }).waitFor()
  await titleIn(other).fill('And once more')
  await other.getByRole('button', { name: 'Save draft' }).click()
  await other.getByText('Saved', { exact: true }).waitFor()
  await one.reload()
  expect(await titleIn(one).inputValue()).toBe('And once more')
})

it('who writes the catalogue as JSON is asked before it is lost, and told when it is saved', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/settings/catalog`)
  await page.getByRole('button', { name: 'Edit as JSON' }).click()
  const json = page.getByRole('textbox', { name: 'Catalogue' })
  const written = (await json.inputValue()).replace('"Exports"', '"Exports of reports"')
  await json.fill(written.slice(0, -1))
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  const stay = question.getByRole('button', { name: 'Stay' })
  await page.getByRole('link', { name: 'Accounts' }).first().click()
  await stay.click()
  await json.fill(written)
  await page.getByRole('button', { name: 'Show as tables' }).click()
  await stay.click()
  expect(await json.inputValue()).toBe(written)

  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('status').filter({ hasText: 'The catalogue is saved.' }).waitFor()
  await page.getByRole('rowheader', { name: 'Exports of reports' }).waitFor()
  await page.getByRole('button', { name: 'Edit as JSON' }).click()
  await json.fill(written.replace('Exports of reports', 'Exports'))
  await page.getByRole('button', { name: 'Show as tables' }).click()
  await question.getByRole('button', { name: 'Leave' }).click()
  await page.getByRole('rowheader', { name: 'Exports of reports' }).waitFor()
  expect(await question.count()).toBe(0)
})
