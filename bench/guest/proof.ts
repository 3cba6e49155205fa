import type { BrowserContext } from 'playwright-core'
import type { Probes } from './host-page.ts'
import { blockedOf } from './visit.ts'

declare const probes: Probes

/** Plants a long task and a layout shift in the host's page. @throws when the probes do not see both: their zeros would say nothing */
export async function proveProbes(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(url)
  await page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise(requestAnimationFrame)
    await frame()
    await frame()
    const banner = document.createElement('div')
    banner.style.height = '300px'
    document.body.prepend(banner)
    await frame()
    await frame()
    const end = performance.now() + 200
    while (performance.now() < end);
    await new Promise((resolve) => setTimeout(resolve, 200))
  })
  const [blocked, shift] = [await blockedOf(page), await page.evaluate(() => probes.shift)]
  await page.close()
  if (!(blocked > 50 && shift > 0)) throw new Error(`The probes see nothing: a long task was ${blocked} ms, a shift ${shift}`)
}
