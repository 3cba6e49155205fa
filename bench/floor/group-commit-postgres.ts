import { createServer, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

interface Client {
  connect(): Promise<unknown>
  query(query: string | { name: string; text: string; values: unknown[] }): Promise<unknown>
}

// A library of the server, which the workspace itself does not have.
const { resolve } = createRequire(new URL('../../packages/server/package.json', import.meta.url))
const { default: pg } = (await import(pathToFileURL(resolve('pg')).href)) as {
  default: { Client: new (options: { connectionString: string }) => Client }
}

interface Sent {
  messageId: string
  event: string
  userId: string
  timestamp: string
  properties: object
  context: { groupId: string }
}

/**
 * What taking events durably costs at least where PostgreSQL keeps them: HTTP, JSON, a check by hand, one row with a unique id, what came
 * while the last statement ran in the next one (`unnest` of a list for each column), the answer after the commit. Nothing is counted,
 * nobody is known.
 */
const [address = ''] = process.argv.slice(2)
const client = new pg.Client({ connectionString: address })
await client.connect()
await client.query('create table event (id text primary key, name text, at bigint, person text, account text, properties text)')
const text = `insert into event select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[])
  on conflict do nothing`

const isText = (value: unknown): boolean => typeof value === 'string' && value.length > 0 && value.length <= 200
const isEvent = ({ messageId, event, userId, timestamp, properties, context }: Sent): boolean =>
  [messageId, event, userId, timestamp, context.groupId].every(isText) && typeof properties === 'object'

let waiting: { events: Sent[]; response: ServerResponse }[] = []
let busy = false

async function keep(): Promise<void> {
  busy = true
  while (waiting.length > 0) {
    const group = waiting
    waiting = []
    const all = group.flatMap(({ events }) => events)
    const values = [
      all.map(({ messageId }) => messageId),
      all.map(({ event }) => event),
      all.map(({ timestamp }) => Date.parse(timestamp)),
      all.map(({ userId }) => userId),
      all.map(({ context }) => context.groupId),
      all.map(({ properties }) => JSON.stringify(properties)),
    ]
    await client.query({ name: 'keep', text, values })
    for (const { events, response } of group) {
      response.end(JSON.stringify({ results: events.map(({ messageId }) => ({ messageId, status: 'accepted' })) }))
    }
  }
  busy = false
}

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const { batch } = JSON.parse(Buffer.concat(parts).toString()) as { batch: Sent[] }
    if (!batch.every(isEvent)) return void response.writeHead(400).end()
    waiting.push({ events: batch, response })
    if (!busy) setImmediate(() => busy || void keep())
  })
})
server.listen(0, '127.0.0.1', () => {
  const bound = server.address()
  console.log(`Listening on http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`)
})
