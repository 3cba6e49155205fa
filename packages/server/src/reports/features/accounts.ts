import type { FeatureAccounts, FeatureAccountsQuery } from '@espalier/core/schema'
import { loadRules } from '../../decisions/rules.ts'
import { HttpError } from '../../http/errors.ts'
import { type Columns, ROWS } from '../../http/table.ts'
import { byCodePoint } from '../../store/by-code-point.ts'
import type { Store } from '../../store/store.ts'
import { hasLeft, nameOfKept, type KeptAccount } from '../kept/account.ts'
import { accountsAt, type AllAccounts } from '../kept/memory.ts'
import { membersOf } from '../segments/segment-of.ts'
import { touchesOf, type Touched } from './locked.ts'

const DAY = 86_400_000

/**
 * The accounts behind a number of the report of features, counted as it counts them: as many as are asked for, else `rows`. Throws a 400
 * for a feature that the catalogue lacks.
 */
export async function listFeatureAccounts(store: Store, query: FeatureAccountsQuery, now: number, rows = ROWS): Promise<FeatureAccounts> {
  const { feature, which, days, offset, limit = rows } = query
  const { zone } = (await loadRules(store)).settings
  const isMember = await membersOf(store, query, now)
  const touched = (await touchesOf(store, now - days * DAY, now, isMember)).get(feature) ?? new Map<string, Touched>()
  const all = await accountsAt(store, now, days)
  const place = all.catalog.features.findIndex(({ id }) => id === feature)
  if (place < 0 && touched.size === 0) {
    const expected = all.catalog.features.map(({ id }) => id).join(' | ')
    throw new HttpError(400, 'invalid-query', `feature: the catalogue has no feature "${feature}"`, { field: 'feature', expected })
  }
  const isCounted = all.catalog.features[place]?.event !== undefined
  const found = which === 'touched' ? ofTouched(all, touched, query) : withIt(all, place, query, isMember, now)
  const told = found.map(({ id, known }): FeatureAccount => {
    const of = known?.pattern.features[place]
    const touches = touched.get(id)
    return {
      account: id,
      name: nameOfKept(known ?? { id, name: undefined }),
      plan: known?.plan ?? '',
      used: of?.entitled ? (of.used ?? null) : null,
      uses: isCounted && of?.entitled ? (known?.uses[place] ?? 0) : null,
      touches: touches?.touches ?? 0,
      people: touches?.people.size ?? 0,
      lastTouchedAt: touches ? new Date(touches.lastAt).toISOString() : null,
    }
  })
  const most = (one: FeatureAccount) => (which === 'touched' ? one.touches : (one.uses ?? 0))
  const listed = told.toSorted((one, other) => most(other) - most(one) || byCodePoint(one.account, other.account))
  return {
    feature,
    which,
    days,
    total: listed.length,
    accounts: listed.slice(offset, offset + limit),
    zone,
    asOf: new Date(now).toISOString(),
  }
}

type FeatureAccount = FeatureAccounts['accounts'][number]

interface Found {
  id: string
  known: KeptAccount | undefined
}

function ofTouched(all: AllAccounts, touched: ReadonlyMap<string, Touched>, { plan }: FeatureAccountsQuery): Found[] {
  const found = [...touched.keys()].map((id) => ({ id, known: all.get(id) }))
  return found.filter(({ known }) => plan === undefined || (known?.plan ?? '') === plan)
}

function withIt(
  all: AllAccounts,
  place: number,
  query: FeatureAccountsQuery,
  isMember: (account: string) => boolean,
  now: number,
): Found[] {
  const { which, plan, days } = query
  return all.list.flatMap((known) => {
    const of = known.pattern.features[place]
    const fits = which === 'entitled' || (which === 'using' ? of?.used === true : of?.used === false)
    if (!of?.entitled || !fits || (plan !== undefined && (known.plan ?? '') !== plan)) return []
    return isMember(known.id) && !hasLeft(known, now - days * DAY) ? { id: known.id, known } : []
  })
}

export const FEATURE_ACCOUNT_COLUMNS: Columns<FeatureAccount> = [
  ['Account', 'アカウント', (row) => row.account],
  ['Name', '名前', (row) => row.name],
  ['Plan', 'プラン', (row) => row.plan],
  ['Used', '利用', (row) => row.used],
  ['Uses', '利用回数', (row) => row.uses],
  ['Touches while locked', 'ロック中に触れた回数', (row) => row.touches],
  ['People who touched it', 'ロック中に触れた人数', (row) => row.people],
  ['Last touched at', '最後に触れた日時', (row) => row.lastTouchedAt],
]
