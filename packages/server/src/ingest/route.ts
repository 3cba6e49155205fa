import type { BatchAnswer, EventResult } from '@espalier/core'
import { instant } from '@espalier/core/schema'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { readJson } from '../http/body.ts'
import { checkJson } from '../http/check-json.ts'
import type { Env } from '../http/env.ts'
import { HttpError, invalid } from '../http/errors.ts'
import { acceptEvent, type EventOrigin } from './accept.ts'
import { admitFromPage, type Found } from './from-page.ts'
import { createGroupCommit } from './group-commit.ts'
import { putInOrder } from './in-order.ts'
import { refusalOf } from './refusal.ts'
import { batchAnswer, describedBatch, envelope, singleEvent } from './wire-event.ts'

/** Each has a route of its own, as in Segment's HTTP API. */
const TYPES = ['track', 'identify', 'group', 'page', 'screen', 'alias'] as const

/** Takes events from pages and servers; compatible with Segment's libraries. */
export function createIngestRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { bootLog, clock, metrics, store } = deps
  const commit = createGroupCommit(store)

  /** Keeps what is well formed and answers in the order of what came. */
  async function ingest(raws: readonly unknown[], originOf: (index: number) => EventOrigin, sender: Sender): Promise<BatchAnswer> {
    const { receivedAt } = sender
    const pathOf = (index: number) => originOf(index).path
    const read: Found[] = raws.map((raw, index) => acceptEvent(raw, originOf(index)))
    const { found, signed } = sender.page
      ? await admitFromPage(deps, read, { token: sender.token, receivedAt, pathOf })
      : { found: read, signed: undefined }
    const events = found.flatMap((one) => ('event' in one ? [one.event] : []))
    putInOrder(events)
    // A page's events speak of the boot that it was answered, which is to be in the log before them.
    await bootLog.settled()
    const committed = await commit(signed && events.length > 0 ? [signed, ...events] : events)
    let next = committed.length - events.length
    const results = found.flatMap((one, index): EventResult[] => {
      if ('rejected' in one) return [one.rejected]
      const result = committed[next++]
      return result ? [within(result, originOf(index).path)] : []
    })
    for (const [index, { status, error }] of results.entries()) {
      metrics.events.inc({ status })
      if (error) metrics.refused.inc({ ...refusalOf(raws[index], error, originOf(index).path) })
    }
    return { results }
  }

  const common = { method: 'post', access: 'key', tag: 'Events', answer: batchAnswer } as const
  addRoute(app, deps, { ...common, path: '/v1/batch', summary: 'Send events', body: describedBatch }, async (c) => {
    const receivedAt = clock()
    const { batch, ...around } = objectOf(await readJson(c))
    const problem = checkJson(around)
    if (problem) throw wrong(problem)
    const parsed = envelope.safeParse({ batch, ...around })
    if (!parsed.success) throw invalid(parsed.error, 'invalid-batch')
    const sentAt = toTime(parsed.data.sentAt)
    const bytes = c.var.json?.bytes
    const sender = { page: c.var.caller.kind === 'public', token: parsed.data.token, receivedAt }
    return c.json(await ingest(parsed.data.batch, (index) => ({ path: `batch[${index}]`, sentAt, receivedAt, bytes }), sender))
  })
  for (const type of TYPES) {
    addRoute(app, deps, { ...common, path: `/v1/${type}`, summary: `Send one ${type} event`, body: singleEvent }, async (c) => {
      const receivedAt = clock()
      const { writeKey: _, token, ...body } = objectOf(await readJson(c))
      const parsed = instant.nullish().safeParse(body['sentAt'])
      if (!parsed.success) throw wrong({ field: 'sentAt', message: parsed.error.issues[0]?.message ?? 'expected a time' })
      const sender = { page: c.var.caller.kind === 'public', token, receivedAt }
      const answer = await ingest(
        [{ ...body, type }],
        () => ({ path: '', sentAt: toTime(parsed.data), receivedAt, bytes: c.var.json?.bytes }),
        sender,
      )
      const error = answer.results[0]?.error
      if (error) throw wrong(error)
      return c.json(answer)
    })
  }
  return app
}

/** Who sent a request, and when it came. */
interface Sender {
  /** A browser, with a public key. */
  page: boolean
  token: unknown
  receivedAt: number
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new HttpError(400, 'invalid-batch', 'the body is not an object', { expected: 'an object' })
}

function toTime(text: string | null | undefined): number | undefined {
  return text ? Date.parse(text) : undefined
}

/** Names the field of a refused event as its sender knows it. */
function within(result: EventResult, path: string): EventResult {
  if (!result.error || !path) return result
  return { ...result, error: { ...result.error, field: `${path}.${result.error.field}` } }
}

function wrong({ field, message, code }: NonNullable<EventResult['error']>): HttpError {
  const text = field ? `${field}: ${message}` : message
  return new HttpError(400, code ?? 'invalid-event', text, field ? { field } : {})
}
