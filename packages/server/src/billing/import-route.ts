import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseQuery, readBytes } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { HttpError, invalid } from '../http/errors.ts'
import { importAnswer, importSubscriptions } from './import-subscriptions.ts'

/** The largest file, in bytes. */
const MOST_BYTES = 5 * 1024 * 1024

const importQuery = z.object({ preview: z.literal('1', 'expected 1').optional().describe('`1`: say what would happen, and do nothing') })
/** The file as text; the file itself may be the body, too, as `text/csv`. */
const importBody = z.strictObject({ csv: z.string().max(MOST_BYTES) })

/** Takes a file of subscription states. */
export function addImportRoute(app: OpenAPIHono<Env>, deps: Deps): void {
  addRoute(
    app,
    deps,
    {
      method: 'post',
      path: '/v1/subscriptions/import',
      access: 'secret',
      tag: 'Billing',
      summary: 'Import how subscriptions stand from a CSV file, whole or not at all, or see what that would do',
      query: importQuery,
      body: importBody,
      answer: importAnswer,
    },
    async (c) => {
      const { preview } = parseQuery(c, importQuery)
      const answer = await importSubscriptions(deps.store, await readFile(c), preview !== undefined, deps.clock())
      if (answer.imported) deps.guardrails.soon()
      return c.json(answer)
    },
  )
}

async function readFile(c: Context<Env>): Promise<string> {
  const text = toText(await readBytes(c, MOST_BYTES))
  if (!/\bjson\b/i.test(c.req.header('content-type') ?? '')) return text
  const parsed = importBody.safeParse(parseJson(text))
  if (!parsed.success) throw invalid(parsed.error, 'invalid-import')
  return parsed.data.csv
}

/** UTF-8, or the UTF-16 that spreadsheets write as "Unicode text". */
function toText(bytes: Uint8Array): string {
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true }).decode(bytes)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new HttpError(400, 'invalid-utf8', 'the file is not valid UTF-8; expected a file that was saved as "CSV UTF-8"')
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpError(400, 'invalid-json', 'the body is not valid JSON', { expected: 'JSON' })
  }
}
