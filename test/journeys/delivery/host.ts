import type { Client } from '@espalier/sdk'
import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { STEP } from './ledger.ts'

/** Opens the host's page and waits for the script, not for the server. */
export async function openHost(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.waitForFunction(() => 'espalier' in globalThis)
}

/** Tracks the events in one task of the page, and answers as soon as `track` has. */
export function trackSteps(page: Page, steps: readonly string[]): Promise<void> {
  return page.evaluate(
    ([name, all]) => {
      const { espalier } = globalThis as unknown as { espalier: Client }
      for (const n of all) espalier.track(name, { n })
    },
    [STEP, steps] as const,
  )
}

/** Sends what waits. */
export function flush(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as { espalier: Client }).espalier.flush())
}

/** How many events wait in this browser: on the disk, or where pages leave them until there is one. */
export function waitingIn(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const early = Object.entries(localStorage)
          .map(([name, text]) => (name.startsWith('espalier:early:') ? (JSON.parse(String(text)) as unknown) : []))
          .reduce((sum: number, held) => sum + (Array.isArray(held) ? held.length : 0), 0)
        const opening = indexedDB.open('espalier')
        // Where there is none yet, none is made.
        let missing = false
        opening.onupgradeneeded = () => {
          missing = true
          opening.transaction?.abort()
        }
        opening.onerror = () => (missing ? resolve(early) : reject(opening.error ?? new Error('IndexedDB')))
        opening.onsuccess = () => {
          const database = opening.result
          const count = database.transaction('events').objectStore('events').count()
          count.onsuccess = () => {
            database.close()
            resolve(early + count.result)
          }
          count.onerror = () => reject(count.error ?? new Error('IndexedDB'))
        }
      }),
  )
}

/** Opens a page of the same origin without Espalier: it sees what the browser holds of the others. */
export async function openWitness(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${url}/witness.html`)
  return page
}

/**
 * Ends the page's process as a crash does: nothing in the page hears of it. It comes when the browser holds what the page has written:
 * what a process has not handed over when it dies is gone, and no page can see or hasten that.
 */
export async function crash(context: BrowserContext, page: Page, witness: Page): Promise<void> {
  const held = () =>
    JSON.stringify(
      Object.keys(localStorage)
        .toSorted((one, other) => one.localeCompare(other))
        .map((name) => [name, localStorage.getItem(name)]),
    )
  await expect.poll(async () => (await witness.evaluate(held)) === (await page.evaluate(held))).toBe(true)
  const gone = new Promise<void>((resolve) => page.once('crash', () => resolve()))
  const devtools = await context.newCDPSession(page)
  // The page is gone before it can answer.
  devtools.send('Page.crash').catch(() => undefined)
  await gone
  await page.close()
}
