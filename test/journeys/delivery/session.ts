import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Dice } from '../law/dice.ts'
import { flush, openHost, trackSteps, waitingIn } from './host.ts'

/** How a session's page may end, and what may happen to its network. */
export const TURNS = ['stay', 'close', 'navigate', 'reload', 'offline', 'online', 'crash'] as const
type Turn = (typeof TURNS)[number]

/** One person in a browser of their own. */
export interface Session {
  /** Events whose `track` has returned. */
  tracked: string[]
  /** How often each turn was taken. */
  turns: Record<Turn, number>
}

/** Plays a session: steps, each followed by a turn of the dice; then the person comes back, online, and the queue runs empty. */
export async function playSession(browser: Browser, url: string, name: string, dice: Dice): Promise<Session> {
  const session: Session = { tracked: [], turns: { stay: 0, close: 0, navigate: 0, reload: 0, offline: 0, online: 0, crash: 0 } }
  const context = await browser.newContext({ locale: 'en-US' })
  let online = true
  let page = await begin(context, url)
  const connect = async (to: boolean): Promise<void> => {
    if (online !== to) await context.setOffline(!to)
    online = to
  }
  const act: Record<Turn, () => Promise<void>> = {
    stay: async () => undefined,
    close: async () => {
      await page.close()
      await connect(true)
      page = await begin(context, url)
    },
    navigate: async () => {
      await connect(true)
      await openHost(page, `${url}/?next=${dice.between(1, 9)}`)
    },
    reload: async () => {
      await connect(true)
      await page.reload()
      await page.waitForFunction(() => 'espalier' in globalThis)
    },
    offline: () => connect(false),
    online: () => connect(true),
    crash: async () => {
      await crash(context, page)
      await connect(true)
      page = await begin(context, url)
    },
  }
  for (let left = dice.between(2, 5); left > 0; left--) {
    const steps = Array.from({ length: dice.between(1, 8) }, (_, index) => `${name}.${session.tracked.length + index}`)
    await trackSteps(page, steps)
    session.tracked.push(...steps)
    if (dice.chance(0.2)) await flush(page)
    const turn = dice.pick(TURNS)
    session.turns[turn]++
    await act[turn]()
  }
  await page.close()
  await connect(true)
  page = await begin(context, url)
  await expect
    .poll(
      async () => {
        await flush(page)
        return waitingIn(page)
      },
      { timeout: 30_000, interval: 300 },
    )
    .toBe(0)
  await context.close()
  return session
}

async function begin(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await openHost(page, url)
  return page
}

/** Ends the page's process as a crash does: nothing in the page hears of it. */
async function crash(context: BrowserContext, page: Page): Promise<void> {
  const gone = new Promise<void>((resolve) => page.once('crash', () => resolve()))
  const devtools = await context.newCDPSession(page)
  // The page is gone before it can answer.
  devtools.send('Page.crash').catch(() => undefined)
  await gone
  await page.close()
}
