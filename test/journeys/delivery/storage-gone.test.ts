import type { CDPSession, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useChromium } from './chromium.ts'
import { crash, flush, openHost, openWitness, trackSteps, waitingIn } from './host.ts'
import { readLedger } from './ledger.ts'

const all = useChromium()

/** What takes storage away from pages that live, and what gives it back. */
interface Taking {
  take(witness: Page, devtools: CDPSession, origin: string): Promise<unknown>
  giveBack?(devtools: CDPSession, origin: string): Promise<unknown>
}

const deleteDatabase = (witness: Page): Promise<unknown> =>
  witness.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('espalier')
        deleting.onsuccess = () => resolve()
        deleting.onerror = () => reject(deleting.error ?? new Error('IndexedDB'))
      }),
  )

const TAKINGS: Record<string, Taking> = {
  'another page deletes the database': { take: deleteDatabase },
  'another page deletes all that is stored': {
    take: async (witness) => {
      await deleteDatabase(witness)
      await witness.evaluate(() => localStorage.clear())
    },
  },
  'the person clears the site': {
    take: (_, devtools, origin) => devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' }),
  },
  'there is no room any more': {
    take: (_, devtools, origin) => devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 }),
    giveBack: (devtools, origin) => devtools.send('Storage.overrideQuotaForOrigin', { origin }),
  },
}

test.each(Object.entries(TAKINGS))('%s: what pages have tracked waits with them, and arrives once', async (name, { take, giveBack }) => {
  const { context, pages, server, proxy } = all
  const errors: string[] = []
  context.on('weberror', (error) => errors.push(error.error().message))
  const tabs = [await context.newPage(), await context.newPage()]
  for (const tab of tabs) {
    await openHost(tab, pages.url)
    await flush(tab)
  }
  const witness = await openWitness(context, pages.url)
  const devtools = await context.newCDPSession(witness)
  proxy.fate = (path) => (path.startsWith('/v1/batch') ? 'cut' : 'pass')
  const tracked: string[] = []
  const trackAll = async (when: string, count: number): Promise<void> => {
    for (const [index, tab] of tabs.entries()) {
      const steps = Array.from({ length: count }, (_, step) => `${name}.${when}.${index}.${step}`)
      tracked.push(...steps)
      await trackSteps(tab, steps)
      await flush(tab)
    }
  }
  await trackAll('before', 30)
  expect(await waitingIn(witness)).toBeGreaterThanOrEqual(60)
  await take(witness, devtools, pages.url)
  await trackAll('after', 30)
  await giveBack?.(devtools, pages.url)
  await trackAll('later', 1)
  proxy.fate = () => 'pass'
  const arrived = async (): Promise<string[]> => {
    for (const tab of tabs) await flush(tab)
    const { stored } = await readLedger(server.folder)
    return [...stored].flatMap(([n, times]) => (n.startsWith(name) ? Array<string>(times).fill(n) : [])).toSorted()
  }
  await expect.poll(arrived, { timeout: 15_000 }).toEqual(tracked.toSorted())
  expect(await waitingIn(witness)).toBe(0)
  expect(errors).toEqual([])
})

test('of twenty tabs none sends what another one has sent, and what one of them dies with arrives', { timeout: 90_000 }, async () => {
  const { context, pages, server, proxy } = all
  const tabs = await Promise.all(Array.from({ length: 20 }, () => context.newPage()))
  await Promise.all(tabs.map((tab) => openHost(tab, pages.url)))
  await Promise.all(tabs.map(flush))
  const witness = await openWitness(context, pages.url)
  let sent = 0
  let sender: Page | undefined
  context.on('request', (request) => {
    if (!request.url().endsWith('/v1/batch')) return
    sender = request.frame().page()
    sent += ((request.postDataJSON() as { batch: { event: string }[] }).batch ?? []).filter(({ event }) => event === 'Step Taken').length
  })
  const tracked: string[] = []
  const trackAll = (when: string): Promise<void[]> =>
    Promise.all(
      tabs.map((tab, index) => {
        const steps = Array.from({ length: 10 }, (_, step) => `twenty.${when}.${index}.${step}`)
        tracked.push(...steps)
        return trackSteps(tab, steps)
      }),
    )
  const arrived = async (): Promise<number> => {
    const { stored } = await readLedger(server.folder)
    return [...stored].reduce((sum, [n, times]) => sum + (n.startsWith('twenty.') ? times : 0), 0)
  }
  await trackAll('all')
  await expect.poll(arrived, { timeout: 20_000 }).toBe(200)
  expect(sent).toBe(200)

  proxy.fate = (path) => (path.startsWith('/v1/batch') ? 'slow' : 'pass')
  sender = undefined
  await trackAll('one dies')
  await expect.poll(() => sender, { timeout: 10_000, interval: 5 }).toBeDefined()
  if (sender) await crash(context, sender, witness)
  proxy.fate = () => 'pass'
  await expect.poll(arrived, { timeout: 30_000 }).toBe(400)
})
