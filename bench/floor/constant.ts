import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

interface Asked {
  req: { json(): Promise<unknown> }
  json(value: unknown): unknown
}

// The libraries of the server, which the workspace itself does not have.
const { resolve } = createRequire(new URL('../../packages/server/package.json', import.meta.url))
const load = (name: string): Promise<unknown> => import(pathToFileURL(resolve(name)).href)
const { serve } = (await load('@hono/node-server')) as {
  serve(options: object, listening: (address: { port: number }) => void): void
}
const { Hono } = (await load('hono')) as {
  Hono: new () => { fetch: unknown; post(path: string, answer: (c: Asked) => Promise<unknown>): void }
}

/** A bare route that reads a body and answers a constant one: what HTTP and JSON cost before anything is decided. */
const [size = '1000'] = process.argv.slice(2)
const item = { id: 'campaign', priority: 100, trigger: { on: 'load' }, audience: { 'page.path': '/reports' }, text: 'x'.repeat(200) }
const answer = { campaigns: Array.from({ length: Math.max(1, Math.round(Number(size) / JSON.stringify(item).length)) }, () => item) }

const app = new Hono()
app.post('/v1/boot', async (c) => {
  await c.req.json()
  return c.json(answer)
})
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(`Listening on http://127.0.0.1:${port}`))
