// oxlint-disable no-restricted-imports -- tests run on Node
import 'fake-indexeddb/auto'
import { EVENTS, type WireEvent } from '@espalier/core'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach } from 'vitest'
import { createClientOn } from '../client.ts'
import { loadPart } from '../load-part.ts'
import type { ClientOptions } from '../options.ts'
import { createPage } from '../platform/page.ts'
import type { Outcome, Presentation } from '../present.ts'
import type { Client } from '../verbs.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { sampleBoot } from './sample-boot.ts'

/** A page with empty storage, a server and a clock of its own, made anew for each test. */
export interface HostPage {
  server: Receiver
  clock: ManualClock
  /** What is on the screen. */
  screen: Presentation[]
  start(options?: Partial<ClientOptions>): Client
  /** A client that knows the server's answer. */
  startReady(options?: Partial<ClientOptions>): Promise<Client>
  /** Lets what is to be decided be decided and appear. */
  settle(client: Client): Promise<void>
  /** Names of the events that the server has, in their order; without views. */
  names(): (string | undefined)[]
  /** The views that the server has. */
  views(): WireEvent[]
  /** What the first widget on the screen tells. */
  report(outcome: Outcome): void
}

/** Opens the page before each test of a file and ends it afterwards. */
export function useHostPage(): HostPage {
  const clients: Client[] = []
  const host = {
    start: (options = {}) => {
      const client = createClientOn(
        {
          key: 'pk_test_demo',
          host: host.server.url,
          loadPresenter: async () => ({
            present: (presentation) => {
              host.screen.push(presentation)
              return () => {
                host.screen = host.screen.filter((one) => one !== presentation)
              }
            },
            destroy: () => undefined,
          }),
          ...options,
        },
        host.clock,
        createPage(host.clock),
        loadPart,
      )
      clients.push(client)
      return client
    },
    startReady: async (options) => {
      const client = host.start(options)
      const ready = new Promise<void>((resolve) => client.on('ready', () => resolve()))
      host.clock.advance(0)
      await ready
      return client
    },
    settle: async (client) => {
      await client.explain()
      host.clock.advance(100)
      await client.explain()
    },
    names: () => [...host.server.stored.values()].map((event) => event.event ?? event.type).filter((name) => name !== EVENTS.view),
    views: () => [...host.server.stored.values()].filter(({ event }) => event === EVENTS.view),
    report: (outcome) => host.screen[0]?.report(outcome),
  } as HostPage

  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory()
    localStorage.clear()
    sessionStorage.clear()
    document.body.innerHTML = ''
    host.server = await startReceiver(sampleBoot())
    host.clock = createManualClock()
    host.screen = []
  })

  afterEach(async () => {
    // Nothing is on its way when the server ends.
    host.server.fault = {}
    for (const client of clients.splice(0)) {
      await client.flush()
      client.shutdown()
    }
    await host.server.close()
  })
  return host
}
