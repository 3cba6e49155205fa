import { expect, test } from 'vitest'
import { useConsole } from '../../harness/console.ts'
import type { Server } from '../../harness/server.ts'

const visit = useConsole({ signedIn: true })

/** Tells the server what people of an account each did, in this order, a minute apart. */
async function tell({ url, secretKey }: Server, did: Record<string, readonly [event: string, properties?: object][]>): Promise<void> {
  const start = Date.now() - 3_600_000
  const batch = Object.entries(did).flatMap(([account, events]) =>
    events.map(([event, properties = {}], index) => ({
      type: 'track',
      event,
      messageId: crypto.randomUUID(),
      userId: `user-of-${account}`,
      timestamp: new Date(start + index * 60_000).toISOString(),
      context: { groupId: account },
      properties,
    })),
  )
  const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) })
  expect(answer.status).toBe(200)
}

test('a funnel is asked for step by step, narrowed by a property, and its address can be passed on', async () => {
  const { page, server } = visit
  await tell(server, {
    one: [['Import Finished', { rows: 500 }], ['Member Invited'], ['Report Exported']],
    two: [['Import Finished', { rows: 10 }], ['Member Invited']],
    three: [['Member Invited'], ['Import Finished', { rows: 900 }]],
    four: [['Import Finished', { rows: 200 }]],
  })
  await page.goto(`${server.url}/console/features`)
  await page.getByRole('link', { name: 'Funnels' }).click()
  await page.getByRole('heading', { name: 'Which way do you want to follow?' }).waitFor()
  const count = page.getByRole('button', { name: 'Count' })
  await page.getByLabel('Step 1', { exact: true }).fill('Import Finished')
  await page.getByLabel('Step 2', { exact: true }).fill('')
  expect(await count.isDisabled()).toBe(true)
  await page.getByLabel('Step 2', { exact: true }).fill('Member Invited')
  await count.click()
  const result = page.getByRole('region', { name: 'How far they came' })
  await result.getByRole('radio', { name: 'Table' }).check()
  const cells = () =>
    result.getByRole('row').evaluateAll((rows) => rows.slice(1).map((row) => [...row.children].map((cell) => cell.textContent?.trim())))
  expect(await cells()).toEqual([
    ['1. Import Finished', '4', '100%', '–'],
    ['2. Member Invited', '2', '50%', '50%'],
  ])

  await page.getByRole('button', { name: 'Ask about a property' }).first().click()
  await page.getByLabel('Property', { exact: true }).fill('rows')
  await page.getByLabel('Comparison').selectOption('$gte')
  await page.getByLabel('Value', { exact: true }).fill('100')
  await page.getByRole('button', { name: 'Add a step' }).click()
  await page.getByLabel('Step 3', { exact: true }).fill('Report Exported')
  const counted = page.waitForResponse((answer) => answer.url().endsWith('/v1/reports/funnel'))
  await count.click()
  expect((await counted).request().postDataJSON()).toMatchObject({
    steps: [{ event: 'Import Finished', where: { rows: { $gte: 100 } } }, { event: 'Member Invited' }, { event: 'Report Exported' }],
    by: 'account',
    windowDays: 14,
  })
  await result.getByText('2 went no further').waitFor()

  await page.goto(page.url())
  await result.getByText('3. Report Exported').waitFor()
  expect(await page.getByLabel('Value', { exact: true }).inputValue()).toBe('100')
  await page.getByRole('button', { name: 'Move step 2 down' }).click()
  expect(await page.getByLabel('Step 2', { exact: true }).inputValue()).toBe('Report Exported')
  await page.getByRole('radio', { name: '日本語' }).check()
  await page.getByRole('heading', { name: 'ファネル' }).waitFor()
})

test('a way that nobody began says so', async () => {
  const { page, server } = visit
  const steps = JSON.stringify([{ event: 'Never' }, { event: 'Ever' }])
  await page.goto(`${server.url}/console/features/funnel?steps=${encodeURIComponent(steps)}&by=user&days=90`)
  await page.getByText('Nobody took the first step in this time.').waitFor()
  expect(await page.getByLabel('Who takes the steps').inputValue()).toBe('user')
})
