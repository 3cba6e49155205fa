import type { FunnelRows, FunnelRowsQuestion } from '@espalier/core/schema'
import { type Columns, ROWS } from '../../http/table.ts'
import type { Store } from '../../store/store.ts'
import { nameOf, namesOfAccounts } from '../../people/names.ts'
import { courseOf, walkThrough } from './funnel.ts'
import { pageOf } from './page-of.ts'

/**
 * Who stands behind a number of a funnel, the latest first: as many as are asked for, else `most`. Who was erased is counted, but not
 * listed. `now` is epoch milliseconds.
 */
export async function funnelRows(store: Store, question: FunnelRowsQuestion, now: number, most = ROWS): Promise<FunnelRows> {
  const { by, step, which, offset, limit = most } = question
  const { from, to, sought, course } = courseOf(question, now)
  const iso = (at: number) => new Date(at).toISOString()
  const found = await walkThrough(store, sought, { ...course, watched: step - 1 }, async (progress, source) => {
    const { steps, when } = progress.reached()
    const gone = await source.erased()
    const cameSoFar = (one: number) => (which === 'stopped' ? steps[one] === step : (steps[one] ?? 0) >= step)
    let erased = 0
    for (const one of gone) if (one >= 0 && cameSoFar(one)) erased += 1
    const { total, who } = pageOf((one) => cameSoFar(one) && !gone.has(one), when, offset, limit)
    const ids = await source.idsOf(who)
    return { total, erased, rows: who.flatMap((one) => ({ id: ids.get(one) ?? '', at: iso(when[one] ?? 0) })) }
  })
  const called = await namesIn(
    store,
    by,
    found.rows.map(({ id }) => id),
  )
  const rows = found.rows.map(({ id, at }) => ({ id, name: called(id), at }))
  return { from: iso(from), to: iso(to), by, step, which, asOf: iso(now), ...found, rows }
}

async function namesIn({ people }: Pick<Store, 'people'>, by: 'account' | 'user', ids: readonly string[]): Promise<(id: string) => string> {
  if (by === 'account') return namesOfAccounts({ people }, ids)
  const known = await people.persons(ids)
  return (id) => nameOf(known.get(id) ?? { id, traits: {} })
}

/** The rows as a table for spreadsheets. */
export const FUNNEL_ROW_COLUMNS: Columns<FunnelRows['rows'][number]> = [
  ['Id', 'ID', (row) => row.id],
  ['Name', '名前', (row) => row.name],
  ['Reached the step at', 'ステップに到達した日時', (row) => row.at],
]
