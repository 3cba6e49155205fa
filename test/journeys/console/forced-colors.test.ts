import { expect, it } from 'vitest'
import { useConsole } from '../../harness/console.ts'

const visit = useConsole({ signedIn: true, forcedColors: 'active' })

it.each([
  ['/console/surveys', '.column > span'],
  ['/console/campaigns', '.track > span'],
  ['/console/campaigns/near-limit-exports/report', '.track > span'],
  ['/console/leads/talk-about-teams/example-413', '.week-bar > span'],
  ['/console/features', '.track > span'],
])('the bars of %s are seen in the colours that a reader has chosen', async (path, bar) => {
  const { page, server } = visit
  await page.goto(server.url + path)
  await page.locator(bar).first().waitFor({ state: 'attached' })
  const found = () =>
    page.evaluate(() => {
      const behind = getComputedStyle(document.documentElement).backgroundColor
      const bars = [...document.querySelectorAll<HTMLElement>(':is(.track, .week-bar, .column) > span')]
      return bars
        .filter(({ offsetWidth, offsetHeight }) => offsetWidth > 0 && offsetHeight > 0)
        .flatMap((one) => ([behind, 'rgba(0, 0, 0, 0)'].includes(getComputedStyle(one).backgroundColor) ? [one.outerHTML] : []))
    })
  expect(await found()).toEqual([])
  await page.locator(bar).evaluateAll((all) => {
    for (const { style } of all as HTMLElement[]) style.setProperty('background', 'Canvas', 'important')
  })
  expect((await found()).length).toBeGreaterThan(0)
})
