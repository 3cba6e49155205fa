import type { ChangeQuery, ChangeReport } from '@espalier/core/schema'
import type { Change } from '../store/changes.ts'
import type { Store } from '../store/store.ts'
import { differencesOf } from './difference.ts'

/** Differences of one change that are listed. */
const MOST = 50

/** The changes that are asked for, the newest first. What was there before changes were written down is no change. */
export async function listChanges({ changes }: Pick<Store, 'changes'>, query: ChangeQuery): Promise<ChangeReport> {
  const { before, limit, ...filter } = query
  const found = await changes.page(filter, { before, limit: limit + 1 })
  const listed = found.slice(0, limit)
  return {
    changes: listed.map(({ bodyBefore, place, ...change }) => {
      const { at, author, kind, subject } = change
      const was = bodyBefore === undefined ? undefined : toldIn({ ...change, body: bodyBefore })
      const differences = kind === 'erased' || kind === 'merged' ? [] : differencesOf(was, toldIn(change))
      const more = Math.max(0, differences.length - MOST)
      return { place, at: new Date(at).toISOString(), author, kind, subject, differences: differences.slice(0, MOST), more }
    }),
    total: await changes.count(filter),
    next: found.length > limit ? (listed.at(-1)?.place ?? null) : null,
    authors: (await changes.authors()).toSorted(),
  }
}

/** What a change says of how it is; the figures of a guardrail that paused a campaign are shown with the campaign. */
function toldIn({ kind, body }: Change): unknown {
  if (kind === 'rates') return ratesIn(body)
  if (kind !== 'state') return body
  const { state, version, reason } = body as { state: unknown; version: unknown; reason?: unknown }
  return { state, version, reason }
}

function ratesIn(body: unknown): unknown {
  const { rates } = body as { rates: readonly { currency: string; day: string; rate: unknown }[] }
  return Object.fromEntries(rates.map(({ currency, day, rate }) => [`${currency} ${day}`, rate]))
}
