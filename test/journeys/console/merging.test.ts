import { expect, test } from 'vitest'
import { useConsole } from '../../harness/console.ts'

const visit = useConsole({ signedIn: true })

test('two accounts become one only after the reader saw what would move, and both addresses lead to it', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/accounts/kita`)
  const begin = page.getByRole('button', { name: 'Merge into another account…' })
  await begin.click()
  const dialog = page.getByRole('dialog', { name: 'Merge this account into another' })
  const into = dialog.getByLabel('Id of the account that stays')
  const look = dialog.getByRole('button', { name: 'See what would move' })
  expect(await look.isDisabled()).toBe(true)
  await into.fill('minato')
  await look.click()
  await dialog.getByRole('heading', { name: 'What moves from kita to minato' }).waitFor()
  await dialog.getByText('People: 2').waitFor()
  // Another id asks again.
  await into.fill('minat')
  expect(await dialog.getByRole('button', { name: 'Merge for good' }).count()).toBe(0)
  await into.fill('minato')
  await look.click()
  await dialog.getByText('Nobody can undo this').waitFor()
  await dialog.getByRole('button', { name: 'Merge for good' }).click()
  await page.waitForURL(/\/console\/accounts\/minato$/)
  await page.getByRole('heading', { name: 'Minato Works' }).waitFor()
  await page.getByText(/^kita, until /).waitFor()
  await page.getByRole('link', { name: 'kita-owner' }).first().waitFor()

  await page.goto(`${server.url}/console/accounts/kita`)
  await page.getByText('kita is part of this account').waitFor()
  await page.getByRole('heading', { name: 'Minato Works' }).waitFor()
  await page.goto(`${server.url}/console/settings/changes`)
  await page.locator('table').getByText('Merged accounts').waitFor()
})
