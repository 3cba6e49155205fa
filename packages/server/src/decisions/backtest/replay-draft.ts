import { zonedTime } from '@espalier/core'
import { readLog } from '../past/log.ts'
import { createSimulation } from '../past/simulation.ts'
import { loadShares } from '../past/shares.ts'
import { loadTimeline } from '../world/timeline.ts'
import type { Store } from '../../store/store.ts'
import { createCount } from './count.ts'
import type { BacktestTask, ThreadTask } from './job.ts'
import type { Tally } from './tally.ts'

const DAY = 86_400_000
const QUARTER = 900_000

/** Replays the accounts of one share. `onProgress` hears how much of the log is done, 0 to 1. */
export async function replayDraft(
  store: Store,
  { campaign: draft, days, from, to, shard, shards }: BacktestTask & Pick<ThreadTask, 'shard' | 'shards'>,
  onProgress: (progress: number) => void = () => undefined,
): Promise<Tally> {
  const timeline = await loadTimeline(store)
  const { settings } = timeline.rulesAt(to)
  const viewers = await store.crowd.viewers(from, to)
  const isMine = await loadShares(store, shard, shards)
  const count = createCount(days)
  const met = new Map<string, number[]>()
  const simulation = createSimulation({
    timeline,
    draft,
    from,
    to,
    count,
    dayOf: createDays(settings.zone),
    hasViews: (person) => viewers.has(person),
    onMet: (account, at) => void met.set(account, [...(met.get(account) ?? []), at]),
  })
  const end = await store.events.last()
  for await (const { events, position } of readLog(store, end, isMine)) {
    for (const event of events) simulation.take(event)
    onProgress(position / end)
  }
  const window = draft.goal.windowDays * DAY
  for (const { account, at } of await store.crowd.upgrades(draft.id, from, to)) {
    if (isMine(account)) count.upgrade(met.get(account)?.some((seen) => seen <= at && seen > at - window) ?? false)
  }
  return count.tally()
}

/** Days in the workspace's zone; working one out is dear, and they change at a quarter of an hour. */
function createDays(zone: string): (at: number) => string {
  let known = { quarter: Number.NaN, day: '' }
  return (at) => {
    const quarter = Math.floor(at / QUARTER)
    if (quarter !== known.quarter) {
      const { year, month, day } = zonedTime(at, zone)
      known = { quarter, day: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` }
    }
    return known.day
  }
}
