import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { createBatches, SIZE, type Mix } from './batches.ts'

/** What a sender is told on its command line, as JSON. */
export interface Order {
  url: string
  key: string
  mix: Mix
  seed: number
  seconds: number
  /** Requests under way at once. */
  connections: number
  /** Batches a second; as many as are answered where it is missing. */
  rate?: number
}

/** What it prints, as JSON. */
export interface Sent {
  /** Events that were acknowledged. */
  events: number
  seconds: number
  /** Milliseconds to each answer, from when its request was due. */
  millis: number[]
}

const order = JSON.parse(process.argv[2] ?? '') as Order
const agent = new Agent({ keepAlive: true, maxSockets: order.connections })
const headers = { 'content-type': 'application/json', authorization: `Bearer ${order.key}` }

/** Sends one body; rejects where the answer does not accept every event. */
function send(body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(`${order.url}/v1/batch`, { method: 'POST', agent, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString()
        const accepted = text.split('"accepted"').length - 1
        if (answer.statusCode === 200 && accepted === SIZE) resolve()
        else reject(new Error(`${answer.statusCode}, ${accepted} of ${SIZE} accepted: ${text.slice(0, 300)}`))
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const { next } = createBatches(order.mix, order.seed)
const millis: number[] = []
const start = performance.now()
const end = start + order.seconds * 1000

async function hurry(): Promise<void> {
  while (performance.now() < end) {
    const body = next()
    const due = performance.now()
    await send(body)
    millis.push(performance.now() - due)
  }
}

async function inTime(rate: number): Promise<void> {
  const due = async (at: number) => {
    await wait(Math.max(0, at - performance.now()))
    await send(next())
    millis.push(performance.now() - at)
  }
  await Promise.all(Array.from({ length: Math.round(rate * order.seconds) }, (_, index) => due(start + (index * 1000) / rate)))
}

await (order.rate ? inTime(order.rate) : Promise.all(Array.from({ length: order.connections }, hurry)))
const sent: Sent = { events: millis.length * SIZE, seconds: (performance.now() - start) / 1000, millis }
process.stdout.write(JSON.stringify(sent))
agent.destroy()
