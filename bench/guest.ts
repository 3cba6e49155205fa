import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { openBrowser } from '../test/harness/browser.ts'
import { ourFiles, shipped } from './guest/code.ts'
import { type Contestant, contestantsFor, CORE, EMPTY, OURS, WIDGET } from './guest/contestants.ts'
import { count } from './guest/once.ts'
import { proveProbes } from './guest/proof.ts'
import { startStub, type Stub } from './guest/stub.ts'
import { guestTables, type Outcome } from './guest/tables.ts'
import { ask, begin, THROTTLE, visit } from './guest/visit.ts'

/** How many times everybody is measured; `ESPALIER_BENCH_RUNS` overrides it. */
const RUNS = Number(process.env['ESPALIER_BENCH_RUNS'] ?? 9)
/** `ESPALIER_BENCH_PEERS=0` leaves the peers out: floors and us alone, which take a third of the time. */
const PEERS = process.env['ESPALIER_BENCH_PEERS'] !== '0'
/** A folder with `formbricks.umd.cjs` and `surveys.umd.cjs`, which its server hands out and no registry has. */
const FORMBRICKS = process.env['ESPALIER_BENCH_FORMBRICKS']

/**
 * What we cost a page, beside floors and peers in the same Chromium at a quarter of the machine's speed. Everybody visits with scripts
 * and answers of an earlier visit in the browser; rounds are interleaved, so that a slow minute meets all.
 */
export async function benchGuest(): Promise<string> {
  const files = await ourFiles()
  if (FORMBRICKS !== undefined) {
    for (const name of ['formbricks', 'surveys'])
      files.set(`/js/${name}.umd.cjs`, await readFile(join(FORMBRICKS, `${name}.umd.cjs`), 'utf8'))
  }
  files.set('/static/surveys.js', await shipped('posthog-js/dist/surveys.js')).set('/array/phc_k/config.js', '')
  const stub = await startStub(files)
  const browser = await openBrowser({ whole: true })
  try {
    const contestants = await contestantsFor(stub.url, files.get('/v1/sdk.js') ?? '', FORMBRICKS !== undefined)
    const asked = contestants.filter(({ name }) => PEERS || [EMPTY, CORE, WIDGET, OURS].includes(name))
    const outcomes = await measure(browser, stub, asked)
    const about = `${RUNS} interleaved runs in Chromium ${browser.version()} at ${THROTTLE}x throttle; medians, ratios round by round.`
    return `${about}\n\n${guestTables(outcomes)}`
  } finally {
    await browser.close()
    await stub.stop()
  }
}

async function measure(browser: Browser, stub: Stub, contestants: readonly Contestant[]): Promise<Outcome[]> {
  await proveProbes(await browser.newContext(), stub.url)
  const racing: (Outcome & { context: BrowserContext })[] = []
  for (const contestant of contestants) {
    const counts = await count(browser, stub, contestant)
    const context = await browser.newContext()
    await visitBefore(context, stub.url, contestant, true)
    racing.push({ contestant, context, samples: [], ...counts })
  }
  for (let run = 0; run < RUNS; run++) {
    for (const { context, contestant, samples } of racing) {
      await forget(context, stub.url)
      await visitBefore(context, stub.url, contestant, false)
      samples.push(await visit(context, stub.url, contestant))
    }
  }
  return racing
}

/** A visit that leaves its scripts (`shown`: also those of the question) and answers behind. */
async function visitBefore(context: BrowserContext, url: string, contestant: Contestant, shown: boolean): Promise<void> {
  const page = await context.newPage()
  await begin(page, url, contestant)
  await page.waitForTimeout(contestant.settle)
  if (shown && contestant.show !== undefined) await ask(page, contestant)
  await page.close()
}

/** Who comes next is not known, but scripts are still there. */
async function forget(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin: url, storageTypes: 'cookies,local_storage,indexeddb' })
  await page.close()
}
