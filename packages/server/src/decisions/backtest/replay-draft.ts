import { isDeepStrictEqual } from 'node:util'
import { zonedTime } from '@espalier/core'
import type { Campaign } from '@espalier/core/schema'
import { readLog } from '../past/log.ts'
import { createSimulation, type Simulation } from '../past/simulation.ts'
import { loadShares } from '../past/shares.ts'
import { loadTimeline, type Timeline } from '../world/timeline.ts'
import type { CampaignVersion } from '../../store/campaigns.ts'
import type { Store } from '../../store/store.ts'
import { createCount, type Count } from './count.ts'
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
  const dayOf = createDays(settings.zone)
  const isMine = await loadShares(store, shard, shards)
  const met = new Map<string, number[]>()
  const replay = (version: Campaign, count: Count, onMet: (account: string, at: number) => void): Simulation =>
    createSimulation({ timeline, draft: version, from, count, dayOf, hasViews: (person) => viewers.has(person), onMet })
  const count = createCount(days)
  const simulations = [replay(draft, count, (account, at) => void met.set(account, [...(met.get(account) ?? []), at]))]
  const running = publishedAt(timeline, draft.id, to)
  // One that is the draft itself would do what the draft does.
  const other = running && !isDeepStrictEqual(running.definition, draft) ? createCount(days) : undefined
  if (running && other) simulations.push(replay(running.definition, other, () => undefined))
  const end = await store.events.last()
  for await (const { events, position } of readLog(store, end, isMine)) {
    for (const event of events) for (const simulation of simulations) simulation.take(event)
    onProgress(position / end)
  }
  const window = draft.goal.windowDays * DAY
  for (const { account, at } of await store.crowd.upgrades(draft.id, from, to)) {
    if (isMine(account)) count.upgrade(met.get(account)?.some((seen) => seen <= at && seen > at - window) ?? false)
  }
  const tally = count.tally()
  if (running) tally.running = { version: running.version, figures: other ? other.draft.figures() : tally.draft }
  return tally
}

/** The newest version that was published by then, whatever the state of its campaign. */
function publishedAt(timeline: Timeline, campaign: string, at: number): CampaignVersion | undefined {
  const live = timeline.rulesAt(at).campaigns.find(({ id }) => id === campaign)
  return live && timeline.version(campaign, live.version)
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
