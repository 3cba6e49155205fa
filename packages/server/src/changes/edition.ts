import { createHash } from 'node:crypto'
import type { ChangedMeanwhile } from '@espalier/core/schema'
import type { Context } from 'hono'
import type { z } from 'zod'
import type { Env } from '../http/env.ts'
import { HttpError } from '../http/errors.ts'
import type { ChangeKind } from '../store/changes.ts'
import type { Store } from '../store/store.ts'
import { differencesOf } from './difference.ts'

/** What is saved as a whole, so that who saves it may undo what somebody else saved meanwhile. */
export type Whole = Extract<ChangeKind, 'settings' | 'catalog' | 'definitions'>

/** Changes that are looked through for what somebody has read. */
const LOOKED_THROUGH = 200

/** Differences that an answer lists. */
const MOST = 50

/** Of these, what its sentence names. */
const SAID = 5

/** How an `ETag` calls what was read: the same for the same content, whoever saved it and however often. */
function editionOf(content: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)}"`
}

/** Says in the answer which edition of it this is. */
export function tellEdition<T>(c: Context<Env>, content: T): T {
  c.header('etag', editionOf(content))
  return content
}

/**
 * Throws 409 `changed-meanwhile`, with who changed what since, where the request says in `If-Match` what it was made from and `now` is
 * something else. Who says nothing replaces whatever is there. Needs the transaction that saves.
 */
export async function expectEdition<T>(
  c: Context<Env>,
  { changes }: Pick<Store, 'changes'>,
  { kind, schema, now, author }: { kind: Whole; schema: z.ZodType<T>; now: T; author?: string | undefined },
): Promise<void> {
  const asked = c.req.header('if-match')
  if (asked === undefined || isAmong(asked, editionOf(now))) return
  const rows = await changes.page({ kind }, { limit: LOOKED_THROUGH })
  const readOf = (body: unknown): T | undefined => schema.safeParse(body).data
  const found = rows.findIndex(({ bodyBefore }) => {
    const before = readOf(bodyBefore)
    return before !== undefined && isAmong(asked, editionOf(before))
  })
  const since = found < 0 ? rows.slice(0, 1) : rows.slice(0, found + 1)
  const differences = found < 0 ? [] : differencesOf(readOf(rows[found]?.bodyBefore), now)
  const authors = [...new Set([...(author === undefined ? [] : [author]), ...since.map((one) => one.author)])]
  const [last] = since
  const facts: ChangedMeanwhile = {
    authors,
    ...(last && { at: new Date(last.at).toISOString() }),
    differences: differences.slice(0, MOST),
    more: Math.max(0, differences.length - MOST),
  }
  const who = authors.length > 0 ? ` by ${authors.join(', ')}` : ''
  const what = facts.differences
    .slice(0, SAID)
    .map(({ field }) => field)
    .join(', ')
  throw new HttpError(
    409,
    'changed-meanwhile',
    `this was changed${who} after you read it${what && ` (${what})`}; read it again, or save without If-Match`,
    { facts },
  )
}

/** Whether `If-Match` names the edition. A proxy that compresses answers marks their tags as weak, or adds how it did it. */
function isAmong(asked: string, edition: string): boolean {
  return asked.split(',').some((one) => {
    const tag = one
      .trim()
      .replace(/^W\//, '')
      .replace(/-(?:gzip|br|zstd)"$/, '"')
    return tag === '*' || tag === edition
  })
}
