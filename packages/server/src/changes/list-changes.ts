import type { ChangeQuery, ChangeReport } from '@espalier/core/schema'
import type { Change } from '../store/changes.ts'
import type { Store } from '../store/store.ts'
import { differencesOf } from './difference.ts'

/** Differences of one change that are listed. */
const MOST = 50

/** The changes that are asked for, the newest first. What was there before changes were written down is no change. */
export async function listChanges({ changes }: Pick<Store, 'changes'>, query: ChangeQuery): Promise<ChangeReport> {
  const { kind, campaign, author, before, limit } = query
  const all = await changes.list()
  const made = all.flatMap((change, index) => (change.at > 0 ? [{ change, index, place: index + 1 }] : []))
  const asked = made.filter(
    ({ change }) =>
      (kind === undefined || change.kind === kind) &&
      (campaign === undefined || (change.kind === 'state' && change.subject === campaign)) &&
      (author === undefined || change.author === author),
  )
  const rest = asked.filter(({ place }) => before === undefined || place < before).toReversed()
  const listed = rest.slice(0, limit)
  return {
    changes: listed.map(({ change, index, place }) => {
      const { at, author: by, kind: of, subject } = change
      const differences = of === 'erased' ? [] : differencesOf(bodyBefore(all, index), toldIn(change))
      const more = Math.max(0, differences.length - MOST)
      return { place, at: new Date(at).toISOString(), author: by, kind: of, subject, differences: differences.slice(0, MOST), more }
    }),
    total: asked.length,
    next: rest.length > limit ? (listed.at(-1)?.place ?? null) : null,
    authors: [...new Set(made.map(({ change }) => change.author))].toSorted(),
  }
}

/** How it was before; rates are told one by one, so that nothing was before. */
function bodyBefore(all: readonly Change[], index: number): unknown {
  const { kind, subject } = all[index] ?? {}
  if (kind === 'rates') return undefined
  const known = all.slice(0, index).findLast((one) => one.kind === kind && one.subject === subject)
  return known && toldIn(known)
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
