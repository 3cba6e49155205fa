import { absorbUsage, emptyHistory, isBy, type Person, type WireEvent } from '@espalier/core'
import type { Boot, BootAnswer, BootRequest } from '@espalier/core/schema'
import { PERSON } from './identity.ts'
import type { Clock } from './platform/clock.ts'
import type { Storage } from './platform/storage.ts'
import type { Post } from './transport/post.ts'
import type { Queue } from './transport/queue.ts'
import { backOff, isRefused, isTemporary } from './transport/retry.ts'
import type { Moved } from './usage.ts'

const NAME = 'boot'
/** Campaigns are most of an answer and seldom change: they are kept apart, under the name by which the server knows them. */
const CAMPAIGNS = 'campaigns'
const EDITION = 'edition'
const SAVE_MS = 300
/** An older answer is no reason to show anything any more: campaigns were paused and changed since. */
const OLDEST_MS = 86_400_000
/** Events that wait for the engine, at most. */
const WAITING = 500

/** What the next page begins with: the answer, which workspace gave it about whom, and the events that it is not moved on by yet. */
interface Kept {
  for: string
  boot: BootAnswer
  since: WireEvent[]
}

type Absorb = (boot: Boot, event: WireEvent, at?: number) => void

/** What the server said about this person, moved on by what happened here since. */
export interface Campaigns {
  /** `at` is 0 as long as neither the server nor its last answer to this person has been heard. */
  boot(): Boot
  /**
   * Folds an event of this browser in: usage at once, counters and history as soon as there is an engine. Answers whose usage moved.
   * `at` is its time in epoch milliseconds, where it is known already.
   */
  absorb(event: WireEvent, at?: number): Moved
  /** The engine is there: from now on it absorbs. */
  connect(absorb: Absorb): void
  /** Asks the server; several calls in one turn are one question. */
  ask(): void
  /** Asks again when the answer is older than the server allows, or when there is none. */
  refresh(): void
  /** Forgets the answer to the person before, and asks for the present one. */
  restart(): void
  /** Writes at once what is to be remembered. */
  save(): void
  /** Saves, and stops asking. */
  close(): void
}

/** What campaigns are made of. */
export interface CampaignParts {
  key: string
  locale(): string
  /** IANA zone of the browser. */
  zone(): string
  person(): Person
  storage: Storage
  queue: Queue
  post: Post
  clock: Clock
  /** Whether nobody can see the page: it asks nothing then. */
  isHidden(): boolean
  /** The answer changed, or there will be none for now (`loaded` tells). */
  onAnswer(): void
  onRefused(status: number): void
}

/** Creates the memory of the server's answer; it begins with the answer to this person's last visit. */
export function createCampaigns({
  key,
  locale,
  zone,
  person,
  storage,
  queue,
  post,
  clock,
  isHidden,
  onAnswer,
  onRefused,
}: CampaignParts): Campaigns {
  let boot: Boot
  let since: WireEvent[]
  let fold: Absorb = (_, event) => {
    since = [...since.slice(-WAITING), event]
  }
  let failures = 0
  /** By the browser's own clock, which may be far from the server's. */
  let due = 0
  let stopAsking: (() => void) | undefined
  let stopSaving: (() => void) | undefined
  let closed = false
  /** The campaigns of the last visit; undefined while they are still where they were kept. */
  let earlier: Boot['campaigns'] | undefined

  const whose = (): string => JSON.stringify([key, person()])
  const unsave = (): void => {
    stopSaving?.()
    stopSaving = undefined
  }
  const save = (): void => {
    unsave()
    // Where another tab met somebody else, what this person may see is not left for them to read.
    const here = storage.read<Person>(PERSON)?.anonymousId === person().anonymousId
    const { campaigns, ...rest } = boot
    if (!here || !rest.edition) return
    if (storage.read(EDITION) !== boot.edition) {
      storage.write(EDITION, undefined)
      storage.write(CAMPAIGNS, campaigns)
      storage.write(EDITION, boot.edition)
    }
    storage.write(NAME, { for: whose(), boot: rest, since } satisfies Kept)
  }
  const begin = (kept?: Kept): void => {
    boot = emptyBoot()
    due = 0
    since = []
    earlier = []
    if (kept?.for !== whose() || kept.boot.at <= clock.now() - OLDEST_MS) return
    if (kept.boot.edition !== storage.read(EDITION)) return
    since = kept.since
    earlier = undefined
    boot = {
      ...kept.boot,
      // Reading them takes a good part of a page's beginning, which does not need them.
      get campaigns() {
        if (!earlier && storage.read(EDITION) === boot.edition) earlier = storage.read(CAMPAIGNS)
        // What another tab has replaced meanwhile, or nobody can read, the server sends again.
        return (earlier ??= ((boot.edition = ''), []))
      },
      set campaigns(next) {
        earlier = next
      },
    }
  }
  const absorb: Campaigns['absorb'] = (event, at) => {
    // Without an event nothing is decided: a page on which nothing happens has nothing to ask for.
    if (due && clock.now() > due && !isHidden()) askAfter(0)
    // Nobody else reads counters and history, and the next answer brings them.
    if (!earlier || boot.campaigns.length) fold(boot, event, at)
    const moved = absorbUsage(boot.entitlements, event, at)
    // What was seen and answered must not be forgotten, whatever happens to this page.
    if (event.properties?.['campaign']) save()
    else stopSaving ??= clock.after(SAVE_MS, save)
    return moved
  }

  const request = async (): Promise<void> => {
    const asked = person()
    // In this order: campaigns that cannot be read take their edition with them.
    const { campaigns, edition } = boot
    const { status, body: answer } = await post(
      '/v1/boot',
      JSON.stringify({ ...asked, locale: locale(), zone: zone(), writeKey: key, ...(edition && { edition }) } satisfies BootRequest),
    )
    // What waits was recorded after the server counted: nothing is sent while it is asked.
    const waiting = await queue.waiting()
    if (closed || person() !== asked) return
    if (isRefused({ status })) onRefused(status)
    else if (isTemporary(status)) return retry()
    else if ((answer as Partial<BootAnswer> | undefined)?.at && (answer as BootAnswer).history) {
      failures = 0
      boot = { edition: String((answer as BootAnswer).at), campaigns, ...(answer as BootAnswer) }
      since = []
      for (const event of waiting) if (isBy(event, asked)) absorb(event)
      save()
      due = clock.now() + boot.ttl * 1000
    }
    onAnswer()
  }
  const retry = (): void => {
    askAfter(backOff(++failures))
    onAnswer()
  }
  const askAfter = (ms: number): void => {
    stopAsking?.()
    if (closed) return
    due = 0
    stopAsking = clock.after(ms, () => {
      // Only an empty queue makes sure that no event is both in the answer and waiting here.
      void queue.flush(async (empty) => {
        if (empty) await request()
        else if (!closed) retry()
      })
    })
  }

  begin(storage.read(NAME))
  return {
    boot: () => boot,
    absorb,
    connect: (absorbEvent) => {
      for (const event of since.splice(0)) absorbEvent(boot, event)
      fold = absorbEvent
    },
    ask: () => askAfter(0),
    refresh: () => {
      if (clock.now() > due) askAfter(0)
    },
    restart: () => {
      unsave()
      for (const name of [NAME, CAMPAIGNS, EDITION]) storage.write(name, undefined)
      begin()
      askAfter(0)
    },
    save,
    close: () => {
      closed = true
      save()
      stopAsking?.()
    },
  }
}

/** What is known before the server has answered: nothing. */
function emptyBoot(): Boot {
  return {
    at: 0,
    ttl: 0,
    campaigns: [],
    facts: { plan: {}, survey: {}, campaign: {} },
    counters: {},
    accountCounters: {},
    events: [],
    entitlements: {},
    history: emptyHistory(),
    settings: { zone: 'UTC' } as Boot['settings'],
  }
}
