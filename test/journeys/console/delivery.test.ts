import { expect, test } from 'vitest'
import { useConsole } from '../../harness/console.ts'

const visit = useConsole({ signedIn: true })

/** A page reports what it had to give up. */
async function report(counts: Record<string, number>): Promise<void> {
  const { server } = visit
  const event = { type: 'track', anonymousId: 'somebody', messageId: crypto.randomUUID(), event: 'espalier:dropped', properties: counts }
  const response = await fetch(`${server.url}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify({ writeKey: server.publicKey, batch: [event] }),
  })
  expect(response.status).toBe(200)
}

test('the settings say that nothing was lost, and what was and why once a page has reported it, in both languages', async () => {
  const { page, server } = visit
  await page.goto(`${server.url}/console/settings#delivery`)
  const panel = page.getByRole('region', { name: 'Delivery' })
  await panel.getByText('Nothing was lost in the last 30 days.').waitFor()

  await report({ rejected: 1200, expired: 3 })
  await page.reload()
  await panel.getByRole('heading', { name: 'Lost events in the last 30 days: 1,203' }).waitFor()
  const rows = panel.getByRole('table', { name: 'Why' }).getByRole('row')
  expect(await rows.nth(1).innerText()).toMatch(/Rejected by this server\s+1,200\s+Look for a wrong name/)
  expect(await rows.nth(2).innerText()).toMatch(/Waited for 7 days\s+3/)
  await panel
    .getByRole('radio', { name: 'Table' })
    .or(panel.getByRole('button', { name: 'Table' }))
    .first()
    .click()
  await panel.getByRole('table', { name: 'Lost events in the last 30 days' }).waitFor()

  await page.getByRole('radio', { name: '日本語' }).check()
  const japanese = page.getByRole('region', { name: '送信' })
  await japanese.getByRole('heading', { name: '過去30日間に失われたイベント: 1,203件' }).waitFor()
  await japanese.getByText('サーバーが受け付けなかった').first().waitFor()
})
