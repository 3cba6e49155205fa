import { expect, vi } from 'vitest'
import { startServer, type Server } from '../../harness/server.ts'

const LIMIT = 60_000

/** Starts the demo and waits until its sample data is complete, so that what the console shows no longer changes. */
export async function openDemo(): Promise<Server> {
  const server = await startServer({ demo: true })
  const isReady = async () => ((await (await fetch(`${server.url}/demo/api/state`)).json()) as { ready: boolean }).ready
  await vi.waitFor(async () => expect(await isReady()).toBe(true), { timeout: LIMIT, interval: 200 })
  return server
}
