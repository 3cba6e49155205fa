import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { useConsole } from '../../harness/console.ts'

const visit = useConsole({ signedIn: true, acceptDownloads: true })

test('what is kept of a person is handed out as a file, and gone for good once the id was typed', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/people/kita-owner`)
  const handedOut = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export as JSON' }).click()
  const file = await handedOut
  expect(file.suggestedFilename()).toBe('espalier-user.json')
  const { user, tables } = JSON.parse(await readFile(await file.path(), 'utf8')) as { user: string; tables: Record<string, unknown[]> }
  expect([user, tables['person']?.length, (tables['event']?.length ?? 0) > 0]).toEqual(['kita-owner', 1, true])

  await page.getByRole('button', { name: 'Delete this person…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete this person?' })
  const forGood = dialog.getByRole('button', { name: 'Delete for good' })
  expect(await forGood.isDisabled()).toBe(true)
  await dialog.getByLabel('Type kita-owner to confirm').fill('kita')
  expect(await forGood.isDisabled()).toBe(true)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Delete this person…' }).click()
  await dialog.getByLabel('Type kita-owner to confirm').fill('kita-owner')
  await forGood.click()
  await page.getByRole('heading', { name: 'Deleted person' }).waitFor()
  await page.getByRole('link', { name: 'To all people' }).click()
  await page.getByLabel('Search').fill('kita-owner')
  await page.getByText('Nothing matches').waitFor()
  await page.goto(`${server.url}/console/accounts/kita`)
  await page.getByRole('link', { name: 'Deleted person' }).first().waitFor()
  expect(await page.getByText('kita-owner').count()).toBe(0)
})

test('an account goes for good with its people, once the id was typed, and the list knows it no more', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/accounts/kita`)
  await page.getByRole('button', { name: 'Delete this account…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete this account?' })
  const forGood = dialog.getByRole('button', { name: 'Delete for good' })
  expect(await forGood.isDisabled()).toBe(true)
  await dialog.getByLabel('Type kita to confirm').fill('kita')
  await forGood.click()
  await page.getByRole('heading', { name: 'Deleted account' }).waitFor()
  await page.getByText(/People who were deleted with it: \d/).waitFor()
  await page.getByRole('link', { name: 'To all accounts' }).click()
  await page.getByLabel('Search').fill('kita')
  await page.getByText('Nothing matches').waitFor()
})
