import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { WireEvent } from '@espalier/core'
import { expect } from 'vitest'
import type { Server } from '../../harness/server.ts'
import { REPOSITORY } from '../../package/pack.ts'

const FILES = join(REPOSITORY, 'examples/plain-html/espalier')

const read = async (path: string): Promise<Record<string, unknown>> => JSON.parse(await readFile(join(FILES, path), 'utf8'))

/** Sends something with the secret key; fails with the server's words when it is refused. */
async function send(server: Server, method: string, path: string, body?: unknown): Promise<void> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${server.secretKey}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  expect([path, response.status, response.ok ? '' : await response.text()]).toEqual([path, 200, ''])
}

/** Gives an empty server the demo product's catalogue and campaigns, without hold-outs. */
export async function openWorkspace(server: Server): Promise<void> {
  await send(server, 'PUT', '/v1/settings', { ...(await read('settings.json')), holdout: 0, surveys: { firstAskDays: 0 } })
  await send(server, 'PUT', '/v1/catalog', await read('catalog.json'))
  for (const file of await readdir(join(FILES, 'campaigns'))) {
    const campaign = await read(`campaigns/${file}`)
    const id = basename(file, '.json')
    await send(server, 'PUT', `/v1/campaigns/${id}`, { ...campaign, holdout: { share: 0 } })
    await send(server, 'POST', `/v1/campaigns/${id}/publish`)
  }
}

/** Opens an account on a plan, whose colleagues made so many exports this month. */
export async function openAccount(server: Server, id: string, plan: string, exports = 0): Promise<void> {
  const say = (event: Omit<WireEvent, 'messageId' | 'timestamp' | 'userId'>, index: number): WireEvent => ({
    messageId: `${id}-${index}`,
    timestamp: new Date().toISOString(),
    userId: `${id}-sales`,
    ...event,
  })
  const batch = [
    say({ type: 'group', groupId: id, traits: { plan } }, 0),
    ...Array.from({ length: exports }, (_, index) =>
      say({ type: 'track', event: 'Report Exported', properties: {}, context: { groupId: id } }, index + 1),
    ),
  ]
  await send(server, 'POST', '/v1/batch', { batch, sentAt: new Date().toISOString() })
}
