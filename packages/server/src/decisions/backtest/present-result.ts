import type { Store } from '../../store/store.ts'
import type { BacktestTask } from './job.ts'
import type { BacktestResult } from './shapes.ts'
import type { Figures, Tally } from './tally.ts'

/** Puts names to what was counted. */
export async function presentResult({ campaigns }: Store, { from, to }: BacktestTask, tally: Tally): Promise<BacktestResult> {
  const { draft, running, blocked, spared, upgrades, samples, lostToOthers, takenFromOthers, ...rest } = tally
  const live = await campaigns.live()
  const names = new Map(live.map(({ id, definition }) => [id, definition.name]))
  const named = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([id, times]) => ({ campaign: id, name: names.get(id) ?? id, times }))
      .toSorted((one, other) => other.times - one.times || (one.campaign < other.campaign ? -1 : 1))
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    ...rest,
    ...figuresOf(draft),
    lostToOthers: named(lostToOthers),
    takenFromOthers: named(takenFromOthers),
    spared: Object.entries(spared)
      .map(([code, heads]) => ({ gate: 'care', code, ...heads }))
      .toSorted(oftenFirst),
    blocked: Object.entries(blocked)
      .map(([key, times]) => {
        const [gate = '', code = ''] = key.split(' ')
        return { gate, code, times }
      })
      .toSorted(oftenFirst),
    upgrades: { ...upgrades, without: upgrades.known - upgrades.preceded },
    samples: samples.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
    ...(running && {
      running: { version: running.version, ...figuresOf(running.figures) },
      diff: {
        impressions: draft.impressions - running.figures.impressions,
        people: draft.people - running.figures.people,
        accounts: draft.accounts - running.figures.accounts,
      },
    }),
  }
}

function figuresOf({ days, ...figures }: Figures) {
  const perDay = Object.entries(days)
    .map(([day, one]) => ({ day, ...one }))
    .toSorted((one, other) => (one.day < other.day ? -1 : 1))
  return { ...figures, perDay }
}

function oftenFirst(one: Reason, other: Reason): number {
  return other.times - one.times || (`${one.gate} ${one.code}` < `${other.gate} ${other.code}` ? -1 : 1)
}

interface Reason {
  gate: string
  code: string
  times: number
}
