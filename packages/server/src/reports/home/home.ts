import { HOME_FIGURES, type HomeFigure, type HomeQuery, type HomeReport, type RevenueReport } from '@espalier/core/schema'
import { loadRules } from '../../decisions/rules.ts'
import { resultsOf } from '../../results/memory.ts'
import { seenLately } from '../../results/seen.ts'
import type { Store } from '../../store/store.ts'
import { keptAnswer, resultStamp } from '../kept/answers.ts'
import { monthsBetween } from '../revenue/months.ts'
import { revenueReport } from '../revenue/revenue.ts'
import { scopeOf } from '../revenue/scope.ts'
import { membersOf } from '../segments/segment-of.ts'
import { BENCHMARKS } from './benchmarks.ts'
import { presentFigures, trailingOf } from './figures.ts'
import type { Said } from './said.ts'
import { monthAsked } from './month-asked.ts'
import { presentOf } from './now.ts'
import { pastOf } from './past.ts'
import { rowsOf } from './rows.ts'

/** Where growth stands. `now` is epoch milliseconds. */
export async function homeReport(store: Store, query: HomeQuery, now: number): Promise<HomeReport> {
  const { settings, campaigns: live } = await loadRules(store)
  const { zone } = settings
  const scope = await scopeOf(store, query.currency)
  const { currency, exchange } = scope
  const month = await monthAsked(store, query, scope, now)
  const isMember = await membersOf(store, query, now)
  const only = query.by !== undefined && query.value !== undefined ? { by: query.by, value: query.value } : {}
  const revenue = await revenueReport(store, { to: month, ...(query.currency !== undefined && { currency }), ...only }, now)
  const present = await presentOf(store, isMember, now)
  const spans = monthsBetween(firstOf(revenue) ?? month, month, zone)
  const end = spans.at(-1)?.to ?? now
  const asked = { query, scope, revenue, settings, spans, isMember, now }
  // What is over changes only with what it follows from; groups are those of today's accounts.
  const past =
    end <= now && query.by === undefined
      ? await keptAnswer(store, ['home', query, month, ...(await resultStamp(store))], () => pastOf(store, asked))
      : await pastOf(store, asked, only.by === undefined ? undefined : present.members())
  const standing = presentFigures(present)
  const months = past.months.map(({ span, said }) => ({ span, said: { ...said, ...standing } }))
  const { held } = past
  const shown = months.at(-1)
  const { to } = shown?.span ?? { to: now }
  const running = live.filter(({ state }) => state === 'running')
  // Of all that were published, so that the list of campaigns asks for the same.
  const times = await seenLately(
    store,
    await resultsOf(store),
    live.map(({ id }) => id),
    now,
  )
  const seen14d = running.reduce((sum, { id }) => sum + (times.get(id) ?? 0), 0)
  return {
    zone,
    currency,
    paidToFree: revenue.paidToFree,
    churnRecognised: revenue.churnRecognised,
    margin: revenue.ltv.margin,
    exchange: revenue.exchange,
    asOf: new Date(now).toISOString(),
    month,
    complete: to <= now,
    segment: query.by !== undefined && query.value !== undefined ? { by: query.by, value: query.value, accounts: present.accounts } : null,
    alarms: live.flatMap(({ id, state, definition: { name } }) => (state === 'auto-paused' ? [{ campaign: id, name }] : [])),
    steps: {
      signals: present.signals,
      leaveAlone: present.leaveAlone,
      running: { campaigns: running.length, seen14d },
      heldBack: held,
    },
    figures: HOME_FIGURES.map((id): HomeFigure => {
      const target = settings.targets[id as keyof typeof settings.targets]
      const benchmark = BENCHMARKS[id]
      const said = shown?.said[id]
      const year = (id === 'nrr' || id === 'grr') && revenue.year?.[id]
      const trailing = said?.of === 'month' ? trailingOf(months, id, now) : undefined
      return {
        id,
        ...(said ?? { unit: 'ratio', of: 'now', value: null, reason: 'nothing-yet' }),
        ...(trailing && { trailing }),
        ...(typeof year === 'number' && { year }),
        ...(target !== undefined && { target }),
        ...(benchmark && { benchmark }),
        rows: rowsOf(id, { month, ...(!exchange && { currency }), ...only }),
      }
    }),
    months: months.map(({ span, said }) => ({
      month: span.name,
      complete: span.to <= now,
      values: Object.fromEntries(
        Object.entries(said).flatMap(([id, one]: [string, Said]) => (one.of === 'month' ? [[id, one.value]] : [])),
      ),
    })),
  }
}

/** The first month that the report on revenue has, or would have with the rates that are missing. */
function firstOf({ months, exchange }: RevenueReport): string | undefined {
  return [...months.slice(0, 1), ...(exchange?.missing ?? [])].map((one) => one.month).toSorted()[0]
}
