import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from '../app.ts'
import { createDeps } from '../deps.ts'
import { openStore } from '../store/open.ts'

const DEMO_KEY = 'sk_test_demo'

/** The server that a replay talks to, over HTTP alone. */
export interface Target extends AsyncDisposable {
  /** Without a slash at the end. */
  url: string
  key: string
  /** True when it was started for this replay and ends with it. */
  own: boolean
}

/** What the caller said about the server. */
export interface TargetOptions {
  url?: string
  key?: string
}

/** The server that was named, else the one that runs on this machine, else one of its own with a temporary folder. */
export async function findTarget({ url, key = DEMO_KEY }: TargetOptions): Promise<Target> {
  const there = { key, own: false, [Symbol.asyncDispose]: () => Promise.resolve() }
  if (url) return { ...there, url: url.replace(/\/+$/, '') }
  const local = `http://127.0.0.1:${process.env['PORT'] || 4477}`
  return (await answers(local)) ? { ...there, url: local } : startTarget()
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(1000) })).ok
  } catch {
    return false
  }
}

/** A server of its own in this process, on a free port, with a folder that ends with it. */
export async function startTarget(): Promise<Target> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-replay-'))
  const store = await openStore({ folder })
  const server = createAdaptorServer({ fetch: createApp(createDeps(store, { mode: 'demo' })).fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    key: DEMO_KEY,
    own: true,
    async [Symbol.asyncDispose]() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
