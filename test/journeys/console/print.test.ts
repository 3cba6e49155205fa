import { expect, it } from 'vitest'
import { useConsole } from '../../harness/console.ts'

const visit = useConsole({ signedIn: true })

it.each([
  ['/console/surveys', '.column > span'],
  ['/console/campaigns', '.track > span'],
  ['/console/campaigns/near-limit-exports/report', '.track > span'],
  ['/console/revenue', '.cohorts td[style]'],
  ['/console/leads/talk-about-teams/example-413', '.week-bar > span'],
  ['/console/features', '.track > span'],
])('what %s draws in nothing but colour is on paper, too', async (path, drawn) => {
  const { page, server } = visit
  await page.emulateMedia({ media: 'print' })
  await page.goto(server.url + path)
  await page.locator(drawn).first().waitFor({ state: 'attached' })
  /** Whatever has a colour and no text, and the cells that are shaded: a printer leaves the colour out unless it is told not to. */
  const leftOut = () =>
    page.evaluate(() => {
      const isColoured = (style: CSSStyleDeclaration) => !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(style.backgroundColor)
      const all = [...document.querySelectorAll<HTMLElement>('main *')].filter((one) => one.checkVisibility() && one.offsetWidth > 0)
      return all.flatMap((one) => {
        const [own, before] = [getComputedStyle(one), getComputedStyle(one, '::before')]
        const styles = [...(one.matches('[style]') || !one.innerText.trim() ? [own] : []), ...(before.content === '""' ? [before] : [])]
        return styles.some((style) => isColoured(style) && style.printColorAdjust !== 'exact') ? [one.outerHTML] : []
      })
    })
  expect(await leftOut()).toEqual([])
  await page.locator(drawn).evaluateAll((all) => {
    for (const { style } of all as HTMLElement[]) style.setProperty('print-color-adjust', 'economy', 'important')
  })
  expect((await leftOut()).length).toBeGreaterThan(0)
})
