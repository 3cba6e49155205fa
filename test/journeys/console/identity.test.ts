import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { useConsole } from '../../harness/console.ts'

const visit = useConsole({ signedIn: true, viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] })

/** What a browser with the public key sends, with or without a token. */
async function send(userId: string, token?: string): Promise<string> {
  const response = await fetch(`${visit.server.url}/v1/batch`, {
    method: 'POST',
    body: JSON.stringify({ writeKey: visit.server.publicKey, token, batch: [{ type: 'track', event: 'Signed In', userId }] }),
  })
  return ((await response.json()) as { results: { status: string }[] }).results[0]?.status ?? ''
}

/** Signs as the snippets tell the host's server to. */
function sign(userId: string, kid: string, secret: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const head = `${part({ alg: 'HS256', kid })}.${part({ sub: userId, iat: now, exp: now + 3600 })}`
  return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`
}

test('from the first key to enforcing, and to a new key, in the settings alone', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/settings/identity`)
  const panel = page.getByRole('region', { name: 'Signed identity', exact: true })
  await panel.getByRole('radio', { name: 'Monitor' }).check()
  await panel.getByText('Add a key first').waitFor()

  await panel.getByLabel('Label').fill('Rails')
  await panel.getByRole('button', { name: 'Add a key' }).click()
  const secret = (await panel.locator('.fresh-key').textContent()) ?? ''
  const kid = (await panel.getByRole('row', { name: /Rails/ }).locator('code').textContent()) ?? ''
  await panel.getByText(`kid: '${kid}'`).waitFor()
  await panel.getByRole('radio', { name: 'Python' }).check()
  await panel.getByText(`headers={"kid": "${kid}"}`).waitFor()

  expect([await send('u_1', sign('u_1', kid, secret)), await send('u_2'), await send('u_3', 'x')]).toEqual(Array(3).fill('accepted'))
  await page.reload()
  await panel.getByRole('heading', { name: /33.3% signed/ }).waitFor()
  await panel.getByRole('row', { name: 'Not a token 1' }).waitFor()
  await panel.getByRole('radio', { name: 'Table' }).check()
  await panel.getByRole('row', { name: /1 1 1$/ }).waitFor()

  const elsewhere = await page.context().newPage()
  await elsewhere.goto(`${server.url}/console/settings/restraint`)
  await elsewhere.getByLabel('A person, per day').waitFor()
  await panel.getByRole('radio', { name: 'Enforce' }).click()
  await page.getByText('33.3% of the traffic that names somebody was signed').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(await send('u_2')).toBe('accepted')
  await panel.getByRole('radio', { name: 'Enforce' }).click()
  await page.getByRole('button', { name: 'Enforce now' }).click()
  await panel.getByText('is refused, and learns nothing about them').waitFor()
  expect([await send('u_1', sign('u_1', kid, secret)), await send('u_2')]).toEqual(['accepted', 'rejected'])

  await panel.getByRole('button', { name: 'Retire Rails' }).click()
  await page.getByRole('button', { name: 'Retire the key' }).click()
  await panel.getByText('Retired on').waitFor()
  expect(await send('u_1', sign('u_1', kid, secret))).toBe('rejected')

  // Other settings, loaded before the switch, do not switch it back.
  await elsewhere.getByLabel('A person, per day').fill('2')
  await elsewhere.getByRole('button', { name: 'Save', exact: true }).click()
  await elsewhere.getByText('Saved', { exact: true }).waitFor()
  await page.reload()
  await panel.getByText('is refused, and learns nothing about them').waitFor()
})
