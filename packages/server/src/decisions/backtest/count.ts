import { dayOf } from '@espalier/core'
import { SAMPLES, type Figures, type Sample, type Tally } from './tally.ts'

/** One decision to show, or to keep a place empty. */
export interface Counted {
  user: string
  account: string
  at: number
  /** In the workspace's zone. */
  day: string
  heldOut: boolean
}

/** Counts the decisions of one campaign, each person and account once. */
export interface FigureCounter {
  add(counted: Counted): void
  figures(): Figures
}

function createFigureCounter(): FigureCounter {
  const people = new Set<string>()
  const accounts = new Set<string>()
  const days = new Map<string, { shown: number; heldOut: number; people: Set<string> }>()
  let impressions = 0
  let heldOuts = 0
  return {
    add({ user, account, day, heldOut }) {
      let known = days.get(day)
      if (!known) days.set(day, (known = { shown: 0, heldOut: 0, people: new Set() }))
      impressions += 1
      if (heldOut) heldOuts += 1
      known[heldOut ? 'heldOut' : 'shown'] += 1
      known.people.add(user)
      people.add(user)
      accounts.add(account)
    },
    figures: () => ({
      impressions,
      heldOut: heldOuts,
      people: people.size,
      accounts: accounts.size,
      days: Object.fromEntries([...days].map(([day, one]) => [day, { ...one, people: one.people.size }])),
    }),
  }
}

/** Counts what a replay finds out about a draft. */
export interface Count {
  readonly draft: FigureCounter
  event(): void
  /** Something could have been decided; `assumed` where the place was not recorded. */
  moment(assumed: boolean): void
  /** The draft was meant, and these reasons stood in its way. */
  blocked(reasons: readonly { gate: string; code: string }[], account: string): void
  lostTo(campaign: string): void
  takenFrom(campaign: string): void
  sample(one: Sample): void
  upgrade(preceded: boolean): void
  tally(): Tally
}

/**
 * Starts counting. Of the samples every day's first ones are kept, so that they come from the whole period.
 * @param merged accounts that are part of another one by now, and which: they count as that one
 */
export function createCount(days: number, merged: ReadonlyMap<string, string>): Count {
  const isNow = (account: string): string => merged.get(account) ?? account
  const figures = createFigureCounter()
  const draft: FigureCounter = { ...figures, add: (counted) => figures.add({ ...counted, account: isNow(counted.account) }) }
  const spared = new Map<string, { times: number; accounts: Set<string> }>()
  const blocked = new Map<string, number>()
  const lostToOthers = new Map<string, number>()
  const takenFromOthers = new Map<string, number>()
  const samples = new Map<number, Sample[]>()
  const perDay = Math.max(1, Math.ceil(SAMPLES / days))
  const upgrades = { known: 0, preceded: 0 }
  let events = 0
  let moments = 0
  let assumed = 0
  let lostToBudget = 0
  const raise = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)

  return {
    draft,
    event: () => void (events += 1),
    moment(guessed) {
      moments += 1
      if (guessed) assumed += 1
    },
    blocked(reasons, account) {
      for (const { gate, code } of reasons) {
        raise(blocked, `${gate} ${code}`)
        if (gate !== 'care') continue
        const known = spared.get(code) ?? { times: 0, accounts: new Set<string>() }
        known.times += 1
        known.accounts.add(isNow(account))
        spared.set(code, known)
      }
      if (reasons.some(({ gate }) => gate === 'budget')) lostToBudget += 1
    },
    lostTo: (campaign) => raise(lostToOthers, campaign),
    takenFrom: (campaign) => raise(takenFromOthers, campaign),
    sample(one) {
      const day = dayOf(one.at)
      let ofDay = samples.get(day)
      if (!ofDay) samples.set(day, (ofDay = []))
      const place = ofDay.findLastIndex((known) => comesFirst(known, one)) + 1
      if (place === perDay) return
      ofDay.splice(place, 0, { ...one, account: isNow(one.account) })
      if (ofDay.length > perDay) ofDay.pop()
    },
    upgrade(preceded) {
      upgrades.known += 1
      if (preceded) upgrades.preceded += 1
    },
    tally: () => ({
      events,
      moments,
      assumed,
      draft: draft.figures(),
      lostToBudget,
      lostToOthers: Object.fromEntries(lostToOthers),
      takenFromOthers: Object.fromEntries(takenFromOthers),
      spared: Object.fromEntries([...spared].map(([code, { times, accounts }]) => [code, { times, accounts: accounts.size }])),
      blocked: Object.fromEntries(blocked),
      upgrades,
      samples: [...samples.values()].flat(),
    }),
  }
}

function comesFirst(one: Sample, other: Sample): boolean {
  return one.at < other.at || (one.at === other.at && one.user < other.user)
}
