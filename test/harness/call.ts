import type { Server } from './server.ts'

/** Asks a server's API as the host's own server does, with the secret key. Answers the body; throws with what it said where that is no success. */
export async function call<T = unknown>({ url, secretKey }: Server, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}
