import { EVENTS } from '@espalier/core'
import type { WireEvent } from '@espalier/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportOnce, flush, startDemo } from '../../harness/demo.ts'
import type { Demo } from '../../harness/demo.ts'

// By hand: `npx -y pnpm@12 start`, then open http://127.0.0.1:4477/demo/?account=komorebi and export three reports.
// An account near its limit would be made an offer, and nobody is asked in the visit of an offer.

const CAMPAIGN = 'nps-after-third-export'
const QUESTION = 'How likely are you to recommend Tsuzuri'
const ofSurvey = (event: WireEvent) => event.properties?.['campaign'] === CAMPAIGN

let demo: Demo
beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo?.stop())

test('the third export asks once, the answer reaches the report, and a reload does not ask again, nor does anything stay after a log-out', async () => {
  const before = await demo.report(CAMPAIGN)
  const visit = await demo.visit('komorebi')
  const { page, wire, complaints } = visit
  const question = page.getByRole('heading', { name: QUESTION })
  const asked = () => wire.events().filter((event) => event.event === EVENTS.shown && ofSurvey(event)).length

  await exportOnce(visit)
  await exportOnce(visit)
  await flush(visit)
  expect(await question.count()).toBe(0)

  await exportOnce(visit)
  await question.waitFor()
  await wire.expectEvent(EVENTS.shown, ofSurvey)
  await page.getByRole('radio', { name: '9', exact: true }).click()
  await page.getByRole('textbox', { name: 'What do you like best?' }).fill('Ready before the meeting.')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('heading', { name: 'read every answer' }).waitFor()
  const answer = await wire.expectEvent(EVENTS.answered, ofSurvey)
  expect(answer.properties).toMatchObject({ score: 9 })
  await flush(visit)

  const after = await demo.report(CAMPAIGN)
  expect(after.survey?.n).toBe((before.survey?.n ?? 0) + 1)
  expect(after.survey?.scores?.[9]).toBe((before.survey?.scores?.[9] ?? 0) + 1)

  // The same count was 1 before the answer, so it can tell a second question.
  expect(asked()).toBe(1)
  // The thanks stay until they are put away, or until somebody else is there.
  expect(await page.locator('espalier-nps').count()).toBe(1)
  await page.evaluate(() => (globalThis as unknown as { espalier: { reset(): void } }).espalier.reset())
  expect(await page.locator('espalier-nps').count()).toBe(0)
  await page.reload()
  await exportOnce(visit)
  await flush(visit)
  expect(await question.count()).toBe(0)
  expect(asked()).toBe(1)
  expect(complaints).toEqual({ console: [], errors: [], policy: [] })
})
