import type { Campaign, CampaignReport, Lift } from '@espalier/core/schema'
import { holm } from '../statistics/adjust.ts'
import type { Special } from '../statistics/special.ts'
import type { ArmCounts, PeopleCounts } from '../results/figures.ts'
import { enoughOf, type Progress } from './enough.ts'
import { type ArmMoney, keptComparison } from './money-lift.ts'
import { comparePeople, sumOfPeople } from './people-lift.ts'
import { ALPHA, type Beforehand, readingsOf } from './readings.ts'
import { type Compared, compareShares } from './share-lift.ts'

type Goal = Pick<Campaign, 'goal' | 'assignment'>

/** One arm as it is compared. */
export interface ComparedArm extends Pick<ArmCounts, 'arm' | 'accounts' | 'engaged' | 'converted'> {
  money: ArmMoney
  /** Empty where the goal is nothing that people do. */
  people: readonly PeopleCounts[]
}

/** What the comparison of arms is about. */
export interface Comparison {
  campaign: Goal
  treated: readonly ComparedArm[]
  heldOut: ComparedArm
  /** First exposure of the campaign and the time of the report, epoch milliseconds. */
  from: number | undefined
  now: number
  /** The workspace's `analysis`. */
  beforehand: Beforehand
}

/** Every treated arm, and all of them together as `any`, against the hold-out. Money and people only where there are some. */
export function liftOf({ campaign, treated, heldOut, from, now, beforehand }: Comparison, special: Special): CampaignReport['lift'] {
  const arms = [...treated, together(treated)]
  const paid = [...treated, heldOut].filter(({ money }) => money.amounts.size > 0)
  const withPeople = arms.some(({ people }) => people.length > 0)
  const amounts = () => paid.flatMap(({ money }) => [...money.amounts.values()])
  const entries = arms.flatMap((arm): Lift[] => {
    const reason = notComparable(campaign)
    const entry = (metric: Lift['metric'], compared: Compared, of: (one: ComparedArm) => number, excuse: string | undefined): Lift => {
      const progress = (one: ComparedArm): Progress => ({ accounts: one.accounts, conversions: of(one) })
      const { effect, base, ...told } = excuse ? withoutNumbers(excuse) : compared
      const enough = enoughOf(progress(arm), progress(heldOut), from, now)
      return {
        arm: arm.arm,
        metric,
        ...told,
        ...readingsOf(effect, base, beforehand, special),
        ...enough,
        ...(excuse && { enough: false, readyAt: null }),
        pAdjusted: null,
        verdict: excuse ? 'none' : 'wait',
      }
    }
    const converted = compareShares({ successes: arm.converted, n: arm.accounts }, { successes: heldOut.converted, n: heldOut.accounts })
    const engaged = compareShares({ successes: arm.engaged, n: arm.accounts }, { successes: heldOut.engaged, n: heldOut.accounts })
    return [
      entry('conversion', converted, (one) => one.converted, reason),
      ...(withPeople
        ? [entry('people', comparePeople(arm.people, heldOut.people, special), (one) => sumOfPeople(one.people).succeeded, reason)]
        : []),
      entry('engagement', engaged, (one) => one.engaged, notMeasured(campaign, heldOut)),
      ...(paid.length > 0
        ? [entry('money', keptComparison(arm.money, heldOut.money, amounts, special), (one) => one.money.amounts.size, reason)]
        : []),
    ]
  })
  return judge(entries, treated.length > 1)
}

/**
 * The verdicts, by confidence sequences on the absolute scale. What a report is asked are conversions, of accounts and of people, and money
 * of every arm; with one treated arm, `any` is the same question again. Engagement says how, not whether, and is no question of its own;
 * nor is what cannot be compared, because all accounts brought the same.
 */
function judge(entries: readonly Lift[], several: boolean): Lift[] {
  const asked = entries.flatMap(({ arm, metric, enough, sequence: { p } }) =>
    enough && p !== null && metric !== 'engagement' && (several || arm === 'any') ? [{ arm, metric, p }] : [],
  )
  const raised = holm(asked.map(({ p }) => p))
  const adjusted = new Map(asked.map(({ arm, metric }, index) => [`${several ? arm : ''}/${metric}`, raised[index] ?? 1]))
  return entries.map((one) => {
    const pAdjusted = one.enough ? (adjusted.get(`${several ? one.arm : ''}/${one.metric}`) ?? null) : null
    return { ...one, pAdjusted, verdict: verdictOf(one, pAdjusted ?? one.sequence.p) }
  })
}

function verdictOf({ verdict, enough, absolute }: Lift, p: number | null): Lift['verdict'] {
  if (verdict === 'none' || !enough) return verdict
  if (absolute.estimate === null) return 'none'
  if (p === null || p >= ALPHA) return 'open'
  return absolute.estimate > 0 ? 'more' : 'less'
}

function together(arms: readonly ComparedArm[]): ComparedArm {
  const sum = (of: (arm: ComparedArm) => number) => arms.reduce((total, arm) => total + of(arm), 0)
  const accounts = sum((arm) => arm.accounts)
  return {
    arm: 'any',
    accounts,
    engaged: sum((arm) => arm.engaged),
    converted: sum((arm) => arm.converted),
    people: arms.flatMap(({ people }) => people),
    money: joined(
      arms.map(({ money }) => money),
      accounts,
    ),
  }
}

const joins = new WeakMap<ArmMoney, { parts: readonly ArmMoney[]; money: ArmMoney }>()

/** The money of several arms; the same for the same arms, so that it is compared once. */
function joined(parts: readonly ArmMoney[], accounts: number): ArmMoney {
  const [first] = parts
  const known = first && joins.get(first)
  if (known?.parts.length === parts.length && known.parts.every((one, place) => one === parts[place])) return known.money
  const all = (of: (money: ArmMoney) => ReadonlyMap<string, number>) => new Map(parts.flatMap((money) => [...of(money)]))
  const money = { accounts, amounts: all((one) => one.amounts), before: all((one) => one.before) }
  if (first) joins.set(first, { parts, money })
  return money
}

/** Nobody can answer a question that was never asked: such a goal says nothing about the hold-out. */
export function notComparable({ goal }: Goal): string | undefined {
  return goal.kind === 'response' ? 'goal-needs-the-widget' : undefined
}

/** In the page only those who see a widget engage with it; a server can report engagement of both arms, for example visits. */
function notMeasured({ assignment }: Goal, heldOut: Pick<ArmCounts, 'engaged'>): string | undefined {
  return assignment === 'hash' && heldOut.engaged === 0 ? 'not-measured-in-hold-out' : undefined
}

function withoutNumbers(reason: string): Compared {
  const nothing = { estimate: null, low: null, high: null, reason }
  return { absolute: nothing, relative: nothing, effect: { reason: 'no-spread' }, base: 0 }
}
