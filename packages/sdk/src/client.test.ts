// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClientOn } from './client.ts'
import { createPage } from './platform/page.ts'
import type { Outcome, Presentation } from './present.ts'
import { createManualClock, type ManualClock } from './testing/manual-clock.ts'
import { type Receiver, startReceiver } from './testing/receiver.ts'
import { CARD, sampleBoot, SURVEY } from './testing/sample-boot.ts'
import type { ClientOptions } from './options.ts'
import type { Client } from './verbs.ts'

let server: Receiver
let clock: ManualClock
let clients: Client[]
/** What is on the screen. */
let screen: Presentation[]

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  sessionStorage.clear()
  document.body.innerHTML = ''
  server = await startReceiver(sampleBoot())
  clock = createManualClock()
  clients = []
  screen = []
})

afterEach(async () => {
  for (const client of clients) client.shutdown()
  await server.close()
})

function start(options: Partial<ClientOptions> = {}): Client {
  const client = createClientOn(
    {
      key: 'pk_test_demo',
      host: server.url,
      loadPresenter: async () => ({
        present: (presentation) => {
          screen.push(presentation)
          return () => {
            screen = screen.filter((one) => one !== presentation)
          }
        },
        destroy: () => undefined,
      }),
      ...options,
    },
    clock,
    createPage(clock),
    () => import('./engine.ts'),
  )
  clients.push(client)
  return client
}

/** A client that knows the server's answer. */
async function startReady(options: Partial<ClientOptions> = {}): Promise<Client> {
  const client = start(options)
  const ready = new Promise<void>((resolve) => client.on('ready', () => resolve()))
  clock.advance(0)
  await ready
  return client
}

/** Lets what was decided appear. */
async function settle(): Promise<void> {
  clock.advance(100)
  await new Promise((resolve) => setTimeout(resolve))
  clock.advance(100)
  await new Promise((resolve) => setTimeout(resolve))
}

const names = (): (string | undefined)[] => [...server.stored.values()].map((event) => event.event ?? event.type)
const report = (outcome: Outcome): void => screen[0]?.report(outcome)

test('sends identify before it asks what the person may see, in one question', async () => {
  const client = start()
  client.identify('u_42', { role: 'admin' })
  client.group('acct_7', { plan: 'team' })
  clock.advance(0)
  await server.until(() => server.boots.length === 1)
  expect(names()).toEqual(['identify', 'group'])
  expect(server.boots[0]).toMatchObject({ userId: 'u_42', groupId: 'acct_7', writeKey: 'pk_test_demo' })
  expect([...server.stored.values()][1]).toMatchObject({
    type: 'group',
    groupId: 'acct_7',
    userId: 'u_42',
    context: { groupId: 'acct_7' },
    seq: 1,
  })
})

test('counts an event once, before and after the server knows it', async () => {
  const client = await startReady()
  expect(client.check('exports')).toMatchObject({ allowed: true, reason: 'entitled', used: 7, limit: 10, remaining: 3 })
  client.track('Report Exported')
  expect(client.check('exports').used).toBe(8)
  await client.flush()
  expect(client.check('exports').used).toBe(8)
  server.boot = sampleBoot([], {
    entitlements: { ...server.boot.entitlements, exports: { ...server.boot.entitlements['exports']!, used: 8 } },
  })
  client.group('acct_7')
  client.track('Report Exported')
  clock.advance(0)
  await server.until(() => server.boots.length === 2)
  await client.flush()
  expect(client.check('exports').used).toBe(8)
})
