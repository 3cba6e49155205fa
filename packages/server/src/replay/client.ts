import { z } from 'zod'

/** Calls a server's HTTP API with the secret key. Every failure is one line that says which route and why. */
export interface Client {
  /** Undefined when the server answers 404. */
  find(path: string): Promise<unknown>
  send(method: 'PUT' | 'POST', path: string, body?: unknown): Promise<unknown>
  /** Posts a list and throws when one of its items was rejected. */
  post(path: string, body: Record<string, unknown>): Promise<void>
}

const failure = z.object({ error: z.object({ message: z.string() }) })
const results = z.object({
  results: z.array(z.object({ status: z.string(), error: z.object({ field: z.string(), message: z.string() }).optional() })),
})

export function createClient(url: string, key: string): Client {
  async function request(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const answer = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }).catch(() => {
      throw new Error(`${url} does not answer.`)
    })
    const text = await answer.text()
    if (answer.ok) return JSON.parse(text)
    if (answer.status === 404 && method === 'GET') return undefined
    const said = failure.safeParse(answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined)
    throw new Error(`${method} ${path} answered ${answer.status}: ${said.success ? said.data.error.message : text.slice(0, 200)}`)
  }
  return {
    find: (path) => request('GET', path),
    send: request,
    async post(path, body) {
      const rejected = results.parse(await request('POST', path, body)).results.find((one) => one.status === 'rejected')
      if (rejected) throw new Error(`POST ${path} rejected ${rejected.error?.field ?? 'an item'}: ${rejected.error?.message ?? ''}`)
    },
  }
}
