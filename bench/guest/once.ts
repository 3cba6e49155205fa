import type { Browser } from 'playwright-core'
import { gzipSync } from 'node:zlib'
import type { Contestant } from './contestants.ts'
import type { Stub } from './stub.ts'
import { ask, begin } from './visit.ts'

const CALLS = 101
/** Longer than anybody here holds events back. */
const QUIET_MS = 7000

/** What is the same each time. */
export interface Counts {
  /** Requests that carried 101 tracked events. */
  requests?: number
  /** Gzipped bytes of scripts until the question was seen, of somebody who comes for the first time. */
  bytes?: number
  /** Used heap after a collection, with the question on the page, over the page before, in KiB. */
  heap: number
  /** The same where there is nothing but the question. */
  heapAlone?: number
}

/** Counts bytes and requests of a contestant in browsers that know nothing. */
export async function count(browser: Browser, stub: Stub, contestant: Contestant): Promise<Counts> {
  const { code, track, show } = contestant
  return {
    heap: await countHeap(browser, stub, contestant, false),
    ...(contestant.initAlone !== undefined && { heapAlone: await countHeap(browser, stub, contestant, true) }),
    ...(track && { requests: await countRequests(browser, stub, contestant, track) }),
    ...(show && { bytes: gzipSync(code, { level: 9 }).length + (await countBytes(browser, stub, contestant)) }),
  }
}

async function countRequests(browser: Browser, stub: Stub, contestant: Contestant, track: string): Promise<number> {
  const page = await browser.newPage()
  await begin(page, stub.url, contestant)
  await page.waitForTimeout(QUIET_MS)
  stub.posts()
  await page.addScriptTag({ content: `for (let i = 0; i < ${CALLS}; i++) setTimeout(() => { ${track} }, Math.floor(i / 20) * 30)` })
  await page.waitForTimeout(QUIET_MS)
  await page.context().close()
  return stub.posts()
}

async function countBytes(browser: Browser, stub: Stub, contestant: Contestant): Promise<number> {
  const page = await browser.newPage()
  stub.scriptBytes()
  await begin(page, stub.url, contestant, true)
  await page.waitForTimeout(contestant.settle)
  await ask(page, contestant)
  const bytes = stub.scriptBytes()
  await page.context().close()
  return bytes
}

async function countHeap(browser: Browser, stub: Stub, contestant: Contestant, alone: boolean): Promise<number> {
  const page = await browser.newPage()
  const devtools = await page.context().newCDPSession(page)
  const used = async (): Promise<number> => {
    await devtools.send('HeapProfiler.collectGarbage')
    return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1024
  }
  await page.goto(stub.url)
  const before = await used()
  await begin(page, stub.url, contestant, alone)
  await page.waitForTimeout(contestant.settle)
  if (contestant.show !== undefined) await ask(page, contestant)
  await page.waitForTimeout(QUIET_MS)
  const after = await used()
  await page.context().close()
  return after - before
}
