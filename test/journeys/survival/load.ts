import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'

export const EVENT = 'Report Exported'
/** Events of a batch. */
const SIZE = 10
const PERSONS = 30
const ACCOUNTS = 10

/** What is known of an event once the server has answered for it. */
interface Owner {
  person: string
  account: string
}

interface Batch {
  ids: readonly string[]
  owners: readonly Owner[]
  body: string
}

/** Where batches go. */
interface Target {
  url: string
  key: string
}

/** Several connections that send batches, and what they were told of them. */
export interface Load {
  /** Events that the server has acknowledged, each once. */
  readonly acknowledged: ReadonlyMap<string, Owner>
  /** Statuses of answers that acknowledged nothing, and how often each was met. */
  readonly refusals: ReadonlyMap<number, number>
  /** Sends until `stop`; what gets no answer is sent again by the next `start`, with the same ids and before anything new. */
  start(target: Target): void
  /** Resolves when so many batches more than now were answered, however. */
  answers(count: number): Promise<void>
  /** Resolves when every connection has met an answer that acknowledged nothing, or none: each sends no more then. */
  refused(): Promise<void>
  /** No new batches; resolves when those under way were answered or have failed. */
  stop(): Promise<void>
  /** Sends what was not acknowledged, then all that was: what each event is called now. */
  sendAgain(target: Target): Promise<Map<string, number>>
}

/** `roll` gives numbers from 0 to 1. */
export function createLoad(roll: () => number, connections = 8): Load {
  const acknowledged = new Map<string, Owner>()
  const refusals = new Map<number, number>()
  const unanswered: Batch[] = []
  const done: Batch[] = []
  const heard = new EventTarget()
  let agent = new Agent({ keepAlive: true })
  let sending: Promise<unknown> = Promise.resolve()
  let running = false

  const make = (): Batch => {
    const owners = Array.from({ length: SIZE }, () => {
      const person = Math.floor(roll() * PERSONS)
      return { person: `user-${person}`, account: `account-${person % ACCOUNTS}` }
    })
    const ids = owners.map(() => randomUUID())
    const batch = owners.map(({ person, account }, index) => ({
      type: 'track',
      event: EVENT,
      messageId: ids[index],
      userId: person,
      context: { groupId: account },
    }))
    return { ids, owners, body: JSON.stringify({ batch }) }
  }

  /** What the answer says of each event; undefined when there is none. */
  async function post({ url, key }: Target, { body }: Batch): Promise<{ messageId: string; status: string }[] | undefined> {
    try {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
      const sent = request(`${url}/v1/batch`, { method: 'POST', agent, headers }).end(body)
      const [answer] = await once(sent, 'response')
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part)
      if (answer.statusCode === 200) return JSON.parse(Buffer.concat(parts).toString()).results
      refusals.set(answer.statusCode, (refusals.get(answer.statusCode) ?? 0) + 1)
    } catch {
      // The server is gone, in the middle of whatever it was doing.
      refusals.set(0, (refusals.get(0) ?? 0) + 1)
    }
    return undefined
  }

  async function send(target: Target, batch: Batch): Promise<readonly { status: string }[] | undefined> {
    const results = await post(target, batch)
    for (const [index, { messageId, status }] of (results ?? []).entries()) {
      const owner = batch.owners[index]
      if (owner && messageId === batch.ids[index] && status !== 'rejected') acknowledged.set(messageId, owner)
    }
    if (results) done.push(batch)
    else unanswered.push(batch)
    heard.dispatchEvent(new Event('answer'))
    return results
  }

  return {
    acknowledged,
    refusals,
    start(target) {
      running = true
      agent = new Agent({ keepAlive: true, maxSockets: connections })
      const connection = async (): Promise<void> => {
        // A refused batch waits for the next start, as that of a server that is gone.
        while (running && (await send(target, unanswered.shift() ?? make()))) continue
      }
      sending = Promise.all(Array.from({ length: connections }, connection))
    },
    async answers(count) {
      for (let left = count; left > 0; left--) await once(heard, 'answer')
    },
    async refused() {
      await sending
      agent.destroy()
    },
    async stop() {
      running = false
      await sending
      agent.destroy()
    },
    async sendAgain(target) {
      agent = new Agent({ keepAlive: true, maxSockets: 1 })
      const found = new Map<string, number>()
      for (const batch of [...unanswered.splice(0), ...done.splice(0)]) {
        const known = batch.ids.every((id) => acknowledged.has(id))
        for (const { status } of (await send(target, batch)) ?? [{ status: 'unanswered' }]) {
          const name = known ? `acknowledged, now ${status}` : `new, now ${status}`
          found.set(name, (found.get(name) ?? 0) + 1)
        }
      }
      agent.destroy()
      return found
    },
  }
}
