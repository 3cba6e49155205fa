import type { AnswerMoment, ArmedMoment, DismissalMoment, Exposure, ExposureMoment, HeldBackMoment } from '../store/exposures.ts'

/** Moments to record at once, by what happened and in the order of these lists; then the visitor that became a person, if one did. */
export interface Told {
  readonly armed: ArmedMoment[]
  /** Accounts that meet a campaign anew, because its author drew the arms again. */
  readonly redrawn: Pick<Exposure, 'campaign' | 'account'>[]
  readonly exposed: ExposureMoment[]
  readonly shown: ExposureMoment[]
  readonly engaged: Exposure[]
  readonly accepted: Exposure[]
  readonly dismissed: DismissalMoment[]
  readonly answered: AnswerMoment[]
  readonly heldBack: HeldBackMoment[]
  adopted?: readonly [visitor: string, person: string, account: string]
}

type Kind = Exclude<keyof Told, 'adopted' | 'heldBack'>

const ORDER: readonly Kind[] = ['armed', 'redrawn', 'exposed', 'shown', 'engaged', 'accepted', 'dismissed', 'answered']
const RANK = Object.fromEntries(ORDER.map((kind, rank) => [kind, rank])) as Record<Kind, number>

/** Whom a moment is about; a person is not named where it is about the account alone. */
interface About {
  campaign: string
  account: string
  person?: string
}

/** Sorts the moments of many events into few lists. */
export interface Telling {
  /** Where the moment belongs: moments of one account, or one person, with one campaign stay in the order in which they are placed. */
  place(kind: Kind, about: About): Told
  /** Where moments belong that nothing else depends on. */
  anywhere(): Told
  /** What is placed from here on comes after this visitor became that person, and what they were as an account that account. */
  adopt(visitor: string, person: string, account: string): void
  /** What was placed since the last call. */
  take(): readonly Told[]
}

/** Nothing is told yet. */
export function createTelling(): Telling {
  let told: Told[] = []
  /** The first list that a moment may still join. */
  let from = 0
  /** The place of the last moment of an account, or a person, with a campaign: the list's index, and the rank within, as one number. */
  let last = new Map<string, number>()
  const at = (index: number): Told => {
    const known = told[index]
    if (known) return known
    const next = nothing()
    told.push(next)
    return next
  }
  return {
    place(kind, { campaign, account, person }) {
      const keys = [`a ${campaign} ${account}`, ...(person === undefined ? [] : [`p ${campaign} ${person}`])]
      const rank = RANK[kind]
      const before = Math.max(from * ORDER.length, ...keys.map((key) => last.get(key) ?? 0))
      const index = Math.floor(before / ORDER.length) + (before % ORDER.length > rank ? 1 : 0)
      for (const key of keys) last.set(key, index * ORDER.length + rank)
      return at(index)
    },
    anywhere: () => at(from),
    adopt(visitor, person, account) {
      const index = Math.max(from, told.length - 1)
      at(index).adopted = [visitor, person, account]
      from = index + 1
    },
    take() {
      if (told.length === 0) return NONE
      const taken = told
      told = []
      from = 0
      last = new Map()
      return taken
    },
  }
}

const NONE: readonly Told[] = []

function nothing(): Told {
  return { armed: [], redrawn: [], exposed: [], shown: [], engaged: [], accepted: [], dismissed: [], answered: [], heldBack: [] }
}
