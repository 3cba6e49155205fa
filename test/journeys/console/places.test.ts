import { expect, it } from 'vitest'
import { useConsole } from '../../harness/console.ts'

const visit = useConsole({ signedIn: true })

it('Back from an account leads to what was searched, and the menu to the whole list', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/accounts`)
  const search = page.getByRole('searchbox', { name: 'Search' })
  await search.fill('kita')
  await expect.poll(() => new URL(page.url()).search).toBe('?search=kita')
  await page.getByRole('status').filter({ hasText: '1 listed' }).waitFor({ state: 'attached' })
  await page.getByRole('link', { name: 'Kita Logistics' }).click()
  await page.getByRole('heading', { level: 1, name: 'Kita Logistics' }).waitFor()
  await page.goBack()
  await expect.poll(() => search.inputValue()).toBe('kita')
  await expect.poll(() => page.getByRole('rowheader').count()).toBe(1)
  await page.getByRole('link', { name: 'Accounts' }).first().click()
  await expect.poll(() => search.inputValue()).toBe('')
  await expect.poll(() => page.getByRole('rowheader').count()).toBeGreaterThan(1)
})

it('whoever follows a link begins at the title, and goes on below it with the keyboard', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/people`)
  const person = page.getByRole('rowheader').getByRole('link').first()
  const name = await person.innerText()
  await person.focus()
  await page.keyboard.press('Enter')
  const title = page.getByRole('heading', { level: 1, name, exact: true })
  await title.waitFor()
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  await expect.poll(focused).toBe(name)
  await page.keyboard.press('Tab')
  await expect.poll(focused).toBe('Why did they see this, or not?')
})

it('whoever chooses another question stays at the choice', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/surveys`)
  const by = page.getByRole('combobox', { name: 'Group by' })
  await by.focus()
  await page.keyboard.press('ArrowDown')
  await page
    .getByRole('heading', { name: /by plan/i })
    .first()
    .waitFor()
  await expect.poll(() => by.evaluate((element) => element === document.activeElement)).toBe(true)
})

it('whoever asks for more comments goes on at the first of them', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/surveys`)
  const comments = page.getByRole('region', { name: 'What they wrote' }).getByRole('listitem')
  const more = page.getByRole('button', { name: /^Show all/ })
  await more.waitFor()
  expect(await comments.count()).toBe(10)
  await more.press('Enter')
  await expect.poll(() => comments.nth(10).evaluate((element) => element === document.activeElement)).toBe(true)
})

it('an exchange rate that was removed can be put back', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/settings/rates`)
  await page.getByLabel('Currency').fill('EUR')
  await page.getByLabel('Day').fill('2026-10-31')
  await page.getByLabel('Rate', { exact: true }).fill('177.5')
  await page.getByRole('button', { name: 'Save the rate' }).click()
  const row = page.getByRole('rowheader', { name: 'EUR' })
  await page.getByRole('button', { name: /^Remove the rate of EUR/ }).click()
  await row.waitFor({ state: 'detached' })
  const back = page.getByRole('button', { name: 'Put it back' })
  await expect.poll(() => back.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await row.waitFor()
  expect(await page.getByRole('cell', { name: '177.5' }).count()).toBe(1)
})

it('what comes later does not move what is read already', async () => {
  const { page, server } = visit
  await page.addInitScript(() => {
    const moved = Object.assign(globalThis, { moved: 0 })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.moved += (entry as PerformanceEntry & { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  for (const [path, late, last] of [
    ['/console/accounts/kita', '**/v1/settings', 'Last events'],
    ['/console/people/kita-owner', '**/v1/settings', 'Last events'],
    ['/console/settings/install', '**/v1/snippet?*', 'Delivery'],
  ] as const) {
    const asked = Promise.withResolvers<() => Promise<void>>()
    await page.route(late, (route) => asked.resolve(() => route.continue()))
    await page.goto(server.url + path)
    const answer = await asked.promise
    // The screen has drawn what it could draw without it.
    await page.waitForLoadState('load')
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    await answer()
    await page.unroute(late)
    await page.getByRole('heading', { name: last }).waitFor()
    expect([path, await page.evaluate(() => Number((globalThis as unknown as { moved: number }).moved.toFixed(1)))]).toEqual([path, 0])
  }
})

it('the keyboard stays at the button that pauses a campaign and lets it go on', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/campaigns/analytics-preview`)
  await page.getByRole('button', { name: 'Pause' }).focus()
  await page.keyboard.press('Enter')
  const resume = page.getByRole('button', { name: 'Resume' })
  await resume.waitFor()
  await expect.poll(() => resume.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Pause' }).waitFor()
})

it('the keyboard begins at a form that opens, and goes on at the list that it leads back to', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/settings/segments`)
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  await page.getByRole('button', { name: 'New segment' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(focused).toBe('New segment')
  await page.getByRole('heading', { name: 'New segment' }).waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Admins')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('rowheader', { name: 'Admins' }).waitFor()
  await expect.poll(focused).toBe('Segments')
  await page
    .getByRole('button', { name: /^(Delete|Remove)/ })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Delete|Remove/ })
    .click()
  await page.getByRole('rowheader', { name: 'Admins' }).waitFor({ state: 'detached' })
  await expect.poll(focused).toBe('Segments')
})

it('a file that is refused does not take the screen away', async () => {
  const { server, context } = visit
  // A page of its own: the browser itself complains of an answer 401.
  const page = await context.newPage()
  await page.goto(`${server.url}/console/surveys`)
  const link = page.getByRole('link', { name: 'CSV' })
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(file.suggestedFilename()).toMatch(/\.csv$/)
  await context.clearCookies()
  const [refused] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(await refused.failure()).not.toBeNull()
  expect(new URL(page.url()).pathname).toBe('/console/surveys')
})
