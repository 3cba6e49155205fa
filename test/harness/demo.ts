import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CampaignReport } from '@espalier/core/schema'
import type { Browser, Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { openBrowser } from './browser.ts'
import { onceARun } from './once-a-run.ts'
import { watchPage } from './page.ts'
import type { Complaints } from './page.ts'
import { startServer } from './server.ts'
import type { Server } from './server.ts'
import { watchWire } from './wire.ts'
import type { Wire } from './wire.ts'

/** Somebody in front of the demo product, signed in with one of its accounts. */
export interface Visit {
  page: Page
  wire: Wire
  complaints: Complaints
}

/** The demo with its sample data, and a browser. */
export interface Demo {
  server: Server
  /** Opens the product as `account`, on the screen `route` (for example `#/analytics`), in English. */
  visit(account: string, route?: string): Promise<Visit>
  report(campaign: string): Promise<CampaignReport>
  stop(): Promise<void>
}

/**
 * Starts the demo's server with its sample data complete, so that nothing but a visit changes what it shows. The first server of a run
 * writes the data, as it does for everybody who tries the demo; the others begin with a copy of it.
 */
export async function startDemoServer(): Promise<Server> {
  const seeded = await onceARun('demo', seed)
  const folder = await mkdtemp(join(tmpdir(), 'espalier-demo-'))
  await cp(seeded, folder, { recursive: true })
  const server = await startComplete(folder)
  const stop = async () => {
    const code = await server.stop()
    await rm(folder, { recursive: true, force: true })
    return code
  }
  return { ...server, stop }
}

async function seed(folder: string): Promise<void> {
  const server = await startComplete(folder)
  expect(await server.stop()).toBe(0)
}

async function startComplete(folder: string): Promise<Server> {
  const server = await startServer({ demo: true, folder })
  try {
    await vi.waitFor(async () => expect(await isReady(server)).toBe(true), { timeout: 150_000, interval: 200 })
    return server
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Starts the demo, complete with its sample data, and a browser to visit it. */
export async function startDemo(): Promise<Demo> {
  const server = await startDemoServer()
  let chromium: Browser
  try {
    chromium = await openBrowser()
  } catch (error) {
    await server.stop()
    throw error
  }
  return {
    server,
    async visit(account, route = '') {
      const context = await chromium.newContext({ locale: 'en-US' })
      const wire = watchWire(context, server.url)
      const page = await context.newPage()
      const complaints = await watchPage(page)
      await page.goto(`${server.url}/demo/?account=${account}${route}`)
      return { page, wire, complaints }
    },
    async report(campaign) {
      const response = await fetch(`${server.url}/v1/reports/campaigns/${campaign}`, {
        headers: { authorization: `Bearer ${server.secretKey}` },
      })
      expect(response.status).toBe(200)
      return (await response.json()) as CampaignReport
    },
    async stop() {
      await chromium.close()
      await server.stop()
    },
  }
}

async function isReady({ url }: Server): Promise<boolean> {
  const response = await fetch(`${url}/demo/api/state`)
  return ((await response.json()) as { ready: boolean }).ready
}

/** Exports the first report of the list and waits until the product says that it worked. */
export async function exportOnce({ page }: Visit): Promise<void> {
  const toast = page.getByText('Report exported')
  if (await toast.isVisible()) await page.getByRole('button', { name: 'Close' }).first().click()
  await page.getByRole('button', { name: 'Export Weekly sales' }).click()
  await toast.waitFor()
}

/** Chooses a plan on the plan screen and confirms the test checkout. */
export async function buy({ page }: Visit, plan: string): Promise<void> {
  await page.getByRole('button', { name: `Choose ${plan}` }).click()
  await page.getByRole('button', { name: 'Confirm the change' }).click()
  await page.getByText(`is now on the ${plan} plan`).waitFor()
}

/** Sends what the page still keeps. */
export async function flush({ page }: Visit): Promise<void> {
  await page.evaluate(() => (globalThis as unknown as { espalier: { flush(): Promise<void> } }).espalier.flush())
}

/** The figures of one arm. */
export function armOf(report: CampaignReport, arm: string): CampaignReport['arms'][number] {
  const found = report.arms.find((one) => one.arm === arm)
  if (!found) throw new Error(`the report has no arm "${arm}"`)
  return found
}
