import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Dice } from '../law/dice.ts'
import { crash, flush, openHost, openWitness, trackSteps, waitingIn } from './host.ts'

/** How a session's page may end, and what may happen to its network. */
export const TURNS = ['stay', 'close', 'navigate', 'reload', 'offline', 'online', 'crash'] as const
type Turn = (typeof TURNS)[number]

/** One person in a browser of their own. */
export interface Session {
  /** Events whose `track` has returned. */
  tracked: string[]
  /** Events of a page that a small machine ended by itself before it said whether `track` had returned. */
  doubtful: string[]
  /** How often each turn was taken. */
  turns: Record<Turn, number>
}

/** Plays a session: steps, each followed by a turn of the dice; then the person comes back, online, and the queue runs empty. */
export async function playSession(browser: Browser, url: string, name: string, dice: Dice): Promise<Session> {
  const session: Session = {
    tracked: [],
    doubtful: [],
    turns: { stay: 0, close: 0, navigate: 0, reload: 0, offline: 0, online: 0, crash: 0 },
  }
  const context = await browser.newContext({ locale: 'en-US' })
  const witness = await openWitness(context, url)
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
      await crash(context, page, witness)
      await connect(true)
      page = await begin(context, url)
    },
  }
  for (let left = dice.between(2, 5); left > 0; left--) {
    const steps = Array.from({ length: dice.between(1, 8) }, (_, index) => `${name}.${left}.${index}`)
    const [pause, turn] = [dice.chance(0.2), dice.pick(TURNS)]
    session.turns[turn]++
    let told = session.doubtful
    try {
      await trackSteps(page, steps)
      told = session.tracked
      if (pause) await flush(page)
      await act[turn]()
    } catch (error) {
      if (!isCrash(error)) throw error
      await page.close()
      await connect(true)
      page = await begin(context, url)
    }
    told.push(...steps)
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
      { timeout: 120_000, interval: 300, message: `what waits in ${name} after ${JSON.stringify(session)}` },
    )
    .toBe(0)
  await context.close()
  return session
}

async function begin(context: BrowserContext, url: string, tries = 3): Promise<Page> {
  const page = await context.newPage()
  try {
    await openHost(page, url)
    return page
  } catch (error) {
    if (tries === 1 || !isCrash(error)) throw error
    await page.close()
    return begin(context, url, tries - 1)
  }
}

function isCrash(error: unknown): boolean {
  return /crashed/i.test(String(error))
}
