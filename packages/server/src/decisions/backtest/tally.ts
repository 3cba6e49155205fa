/** The figures of one campaign, its hold-out included. People and accounts are counted once. */
export interface Figures {
  impressions: number
  heldOut: number
  people: number
  accounts: number
  /** By day in the workspace's zone. */
  days: Record<string, { shown: number; heldOut: number; people: number }>
}

/** A decision that can be looked at. */
export interface Sample {
  user: string
  account: string
  at: number
  verdict: string
  path: string
}

/** What the replay of a share of the accounts counted. Shares have nobody in common, so that their figures add up. */
export interface Tally {
  events: number
  moments: number
  assumed: number
  draft: Figures
  /** What the newest published version would have done under the same assumptions, where there is one. */
  running?: { version: number; figures: Figures }
  lostToBudget: number
  /** By campaign. */
  lostToOthers: Record<string, number>
  takenFromOthers: Record<string, number>
  /** By code of the care gate. */
  spared: Record<string, { times: number; accounts: number }>
  /** By gate and code, with a space between. */
  blocked: Record<string, number>
  upgrades: { known: number; preceded: number }
  samples: Sample[]
}

/** Decisions that are kept to be looked at. */
export const SAMPLES = 50

/** Adds up what the shares counted. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, one) => total + pick(one), 0)
  const running = tallies.flatMap((tally) => tally.running ?? [])
  const counts = (pick: (tally: Tally) => Record<string, number>) => merged(tallies.map(pick), (one, other) => one + other)
  return {
    events: sum(({ events }) => events),
    moments: sum(({ moments }) => moments),
    assumed: sum(({ assumed }) => assumed),
    draft: addFigures(tallies.map(({ draft }) => draft)),
    ...(running[0] && { running: { version: running[0].version, figures: addFigures(running.map(({ figures }) => figures)) } }),
    lostToBudget: sum(({ lostToBudget }) => lostToBudget),
    lostToOthers: counts(({ lostToOthers }) => lostToOthers),
    takenFromOthers: counts(({ takenFromOthers }) => takenFromOthers),
    spared: merged(
      tallies.map(({ spared }) => spared),
      (one, other) => ({ times: one.times + other.times, accounts: one.accounts + other.accounts }),
    ),
    blocked: counts(({ blocked }) => blocked),
    upgrades: { known: sum(({ upgrades }) => upgrades.known), preceded: sum(({ upgrades }) => upgrades.preceded) },
    samples: spread(tallies.flatMap(({ samples }) => samples).toSorted((one, other) => one.at - other.at)),
  }
}

function addFigures(all: readonly Figures[]): Figures {
  const sum = (pick: (figures: Figures) => number) => all.reduce((total, one) => total + pick(one), 0)
  return {
    impressions: sum(({ impressions }) => impressions),
    heldOut: sum(({ heldOut }) => heldOut),
    people: sum(({ people }) => people),
    accounts: sum(({ accounts }) => accounts),
    days: merged(
      all.map(({ days }) => days),
      (one, other) => ({ shown: one.shown + other.shown, heldOut: one.heldOut + other.heldOut, people: one.people + other.people }),
    ),
  }
}

function merged<T>(records: readonly Record<string, T>[], add: (one: T, other: T) => T): Record<string, T> {
  const all = new Map<string, T>()
  for (const record of records) {
    for (const [key, value] of Object.entries(record)) {
      const known = all.get(key)
      all.set(key, known === undefined ? value : add(known, value))
    }
  }
  return Object.fromEntries(all)
}

/** As many as are kept, from the beginning to the end of the period. */
function spread(samples: readonly Sample[]): Sample[] {
  if (samples.length <= SAMPLES) return [...samples]
  return Array.from({ length: SAMPLES }, (_, index) => samples[Math.floor((index * samples.length) / SAMPLES)]).flatMap((one) => one ?? [])
}
