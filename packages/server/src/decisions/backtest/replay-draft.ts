import { setImmediate as immediate } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { EVENTS, zonedTime } from '@espalier/core'
import type { Campaign } from '@espalier/core/schema'
import { readLog } from '../past/log.ts'
import { prepareSimulations, type BeginSimulation } from '../past/simulation.ts'
import { dealShares, loadShares, type Share } from '../past/shares.ts'
import { loadTimeline, type Timeline } from '../world/timeline.ts'
import type { CampaignVersion } from '../../store/campaigns.ts'
import type { Store } from '../../store/store.ts'
import { createCount, type Count } from './count.ts'
import type { BacktestTask, ProcessTask } from './job.ts'
import { machineMemory } from './memory.ts'
import type { Tally } from './tally.ts'

const DAY = 86_400_000
const QUARTER = 900_000
/** How often it says how far it is, and hears whether anybody still wants to know. Milliseconds. */
const BEAT = 100

/** How the log is read. */
export interface Reading {
  /** Events of a share that is in memory at once: one of few has little to carry about. */
  small: number
  /** A share of more events is read in slices of the whole log: people who all have to do with one another. */
  large: number
}

/** What an event takes up in the database with its indexes, bytes. */
const EVENT = 400

/**
 * Each event is read once, account by account, where the machine can hold a log of that many beside its other work: accounts are spread
 * over all of the file, and from a disk that would take many times as long as reading all of it in its order.
 */
function readingOf(events: number): Reading {
  return events * EVENT < machineMemory() / 4 ? { small: 1000, large: 50_000 } : { small: Infinity, large: 0 }
}

/** Replays the accounts that fall to one of several processes. `onProgress` hears how much of the log is done, 0 to 1. */
export async function replayDraft(
  store: Store,
  { campaign: draft, days, from, to, shard, shards }: BacktestTask & Pick<ProcessTask, 'shard' | 'shards'>,
  onProgress: (progress: number) => void = () => undefined,
  reading?: Reading,
): Promise<Tally> {
  const timeline = await loadTimeline(store)
  const { settings } = timeline.rulesAt(to)
  const dayOf = createDays(settings.zone)
  const until = await store.events.last()
  const { small, large } = reading ?? readingOf(until)
  const dealt = dealShares(await loadShares(store, Math.min(small, Math.ceil(until / shards))), shards)
  const merged = await store.merges.all()
  const met = new Map<string, number[]>()
  const prepare = (version: Campaign, count: Count, onMet: (account: string, at: number) => void): BeginSimulation =>
    prepareSimulations({ timeline, draft: version, from, count, dayOf, onMet })
  const count = createCount(days, merged)
  const begins = [
    prepare(draft, count, (account, at) => {
      const now = merged.get(account) ?? account
      met.set(now, [...(met.get(now) ?? []), at])
    }),
  ]
  const running = publishedAt(timeline, draft.id, to)
  // One that is the draft itself would do what the draft does.
  const other = running && !isDeepStrictEqual(running.definition, draft) ? createCount(days, merged) : undefined
  if (running && other) begins.push(prepare(running.definition, other, () => undefined))
  let rested = performance.now()
  for await (const progress of replayShares(store, dealt[shard] ?? [], { from, to, until, large }, begins)) {
    if (performance.now() < rested + BEAT && progress < 1) continue
    onProgress(progress)
    await immediate()
    rested = performance.now()
  }

  const window = draft.goal.windowDays * DAY
  const hands = new Map(
    dealt.flatMap((hand, index) => hand.flatMap(({ accounts }) => accounts.map((account) => [account, index] as const))),
  )
  for (const { account, at } of await store.crowd.upgrades(draft.id, from, to)) {
    // Accounts without events are the first one's.
    if ((hands.get(account) ?? 0) !== shard) continue
    count.upgrade(met.get(account)?.some((seen) => seen <= at && seen > at - window) ?? false)
  }
  const tally = count.tally()
  if (running) tally.running = { version: running.version, figures: other ? other.draft.figures() : tally.draft }
  return tally
}

/** Replays share by share, and says how much is done, 0 to 1. */
async function* replayShares(
  store: Store,
  shares: readonly Share[],
  { from, to, until, large }: { from: number; to: number; until: number } & Pick<Reading, 'large'>,
  begins: readonly BeginSimulation[],
): AsyncGenerator<number> {
  const whole = shares.reduce((sum, { events }) => sum + events, 0)
  let done = 0
  for (const { accounts, events: size } of shares.filter(({ events }) => events <= large)) {
    const events = await store.crowd.logOf(accounts, until)
    const viewers = new Set<string>()
    for (const { name, at, person } of events) if (name === EVENTS.view && at >= from && at <= to) viewers.add(person)
    const simulations = begins.map((begin) => begin((person) => viewers.has(person)))
    for (const event of events) for (const simulation of simulations) simulation.take(event)
    done += size
    yield done / whole
  }
  const sliced = shares.filter(({ events }) => events > large)
  if (sliced.length === 0) return
  const viewers = await store.crowd.viewers(from, to)
  const simulations = begins.map((begin) => begin((person) => viewers.has(person)))
  const asked = new Set(sliced.flatMap(({ accounts }) => accounts))
  for await (const { events, position } of readLog(store, until, (account) => asked.has(account))) {
    for (const event of events) for (const simulation of simulations) simulation.take(event)
    yield (done + (whole - done) * (position / until)) / whole
  }
}

/** The newest version that was published by then, whatever the state of its campaign. */
function publishedAt(timeline: Timeline, campaign: string, at: number): CampaignVersion | undefined {
  const live = timeline.rulesAt(at).campaigns.find(({ id }) => id === campaign)
  return live && timeline.version(campaign, live.version)
}

/** Days in the workspace's zone; working one out is dear, and they change at a quarter of an hour. */
function createDays(zone: string): (at: number) => string {
  const known = new Map<number, string>()
  return (at) => {
    const quarter = Math.floor(at / QUARTER)
    let day = known.get(quarter)
    if (day === undefined) {
      const { year, month, day: date } = zonedTime(at, zone)
      known.set(quarter, (day = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`))
    }
    return day
  }
}
