import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { BatchAnswer, WireEvent } from '@espalier/core'
import type { Boot, BootAnswer, BootRequest } from '@espalier/core/schema'
import { ourBoot } from './our-boot.ts'
import { formbricksPerson, formbricksState, growthbookFeatures, posthogConfig, posthogFlags, posthogSurveys } from './peer-answers.ts'
import { PAGE } from './host-page.ts'

/** The public key whose workspace has the question alone. */
export const ALONE = 'pk_alone'

/** One server on loopback that answers everybody as their own servers would, at once and from memory. */
export interface Stub {
  url: string
  /** Gzipped bytes of all scripts handed out since the last call. */
  scriptBytes(): number
  /** Requests with something in them since the last call. */
  posts(): number
  stop(): Promise<void>
}

/** Answers of peers, by path. */
const ANSWERS: [path: RegExp, answer: object][] = [
  [/^\/array\/[^/]+\/config$/, posthogConfig],
  [/^\/(flags|decide)/, posthogFlags],
  [/^\/api\/surveys/, posthogSurveys],
  [/^\/api\/features\//, growthbookFeatures],
  [/^\/api\/v\d\/client\/[^/]+\/environment/, formbricksState],
  [/^\/api\/v\d\/client\/[^/]+\/user/, formbricksPerson],
  [/^\/api\/v\d\/client\//, { data: { id: 'clresp000000000000000001' } }],
]

/** Starts it. `scripts` are served by path, compressed, and may be kept for ever. */
export async function startStub(scripts: ReadonlyMap<string, string>): Promise<Stub> {
  const packed = new Map([...scripts].map(([path, text]) => [path, gzipSync(text, { level: 9 })]))
  let [bytes, posted] = [0, 0]

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://stub.test')
    for (const what of ['origin', 'headers', 'methods']) response.setHeader(`access-control-allow-${what}`, '*')
    // PostHog's scripts are asked for by their version.
    const script = packed.get(pathname.replace(/^\/static\/[\d.]+\//, '/static/'))
    if (script) {
      bytes += script.length
      const headers = {
        'content-type': 'text/javascript',
        'content-encoding': 'gzip',
        'cache-control': 'public, max-age=31536000, immutable',
      }
      return void response.writeHead(200, headers).end(script)
    }
    response.setHeader('cache-control', 'no-store')
    if (request.method === 'OPTIONS' || pathname === '/favicon.ico') return void response.writeHead(204).end()
    if (pathname === '/') return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE)
    let body = ''
    for await (const part of request.setEncoding('utf8')) body += part as string
    if (request.method === 'POST') posted++
    const found = ANSWERS.find(([path]) => path.test(pathname))?.[1]
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found ?? ours(pathname, body)))
  }
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    scriptBytes: () => bytes + (bytes = 0),
    posts: () => posted + (posted = 0),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Answers of our server; everybody else is content with a word of success. */
function ours(path: string, body: string): object {
  if (path === '/v1/boot') return answerOf(ourBoot(body.includes(ALONE)), JSON.parse(body) as BootRequest)
  if (path !== '/v1/batch') return { status: 1, success: true }
  const { batch } = JSON.parse(body) as { batch: WireEvent[] }
  return { results: batch.map(({ messageId }) => ({ messageId, status: 'accepted' })) } satisfies BatchAnswer
}

/** Campaigns are not sent to a page that has them, as our server does it. */
function answerOf({ campaigns, ...rest }: Boot, { edition }: BootRequest): BootAnswer {
  const mine = createHash('sha256').update(JSON.stringify(campaigns)).digest('base64url').slice(0, 16)
  return { ...rest, edition: mine, ...(edition !== mine && { campaigns }) }
}
