import { createServer, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

interface Statement {
  run(...values: unknown[]): unknown
}
interface Database {
  pragma(text: string): unknown
  exec(text: string): unknown
  prepare(text: string): Statement
}

// A library of the server, which the workspace itself does not have.
const { resolve } = createRequire(new URL('../../packages/server/package.json', import.meta.url))
const { default: open } = (await import(pathToFileURL(resolve('better-sqlite3')).href)) as { default: new (file: string) => Database }

interface Sent {
  messageId: string
  event: string
  userId: string
  timestamp: string
  properties: object
  context: { groupId: string }
}

/**
 * What taking events durably costs at least where SQLite keeps them: HTTP, JSON, a check by hand, one row with a unique id, requests that
 * came in one turn in one transaction, the answer after the commit (`synchronous=FULL`). Nothing is counted, nobody is known.
 */
const [folder = '.'] = process.argv.slice(2)
const database = new open(join(folder, 'floor.db'))
for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'cache_size=-65536']) database.pragma(pragma)
database.exec('create table event (id text primary key, name text, at integer, person text, account text, properties text)')
const insert = database.prepare('insert or ignore into event values (?, ?, ?, ?, ?, ?)')
const begin = database.prepare('begin immediate')
const commit = database.prepare('commit')

const isText = (value: unknown): boolean => typeof value === 'string' && value.length > 0 && value.length <= 200
const isEvent = ({ messageId, event, userId, timestamp, properties, context }: Sent): boolean =>
  [messageId, event, userId, timestamp, context.groupId].every(isText) && typeof properties === 'object'

let waiting: { events: Sent[]; response: ServerResponse }[] = []

function keep(): void {
  const group = waiting
  waiting = []
  begin.run()
  for (const { events } of group) {
    for (const { messageId, event, timestamp, userId, context, properties } of events) {
      insert.run(messageId, event, Date.parse(timestamp), userId, context.groupId, JSON.stringify(properties))
    }
  }
  commit.run()
  for (const { events, response } of group) {
    response.end(JSON.stringify({ results: events.map(({ messageId }) => ({ messageId, status: 'accepted' })) }))
  }
}

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const { batch } = JSON.parse(Buffer.concat(parts).toString()) as { batch: Sent[] }
    if (!batch.every(isEvent)) response.writeHead(400).end()
    else if (waiting.push({ events: batch, response }) === 1) setImmediate(keep)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`Listening on http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
})
