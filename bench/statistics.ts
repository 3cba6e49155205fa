import { HELD_OUT } from '@espalier/core'
import { type ComparedArm, liftOf } from '../packages/server/src/reports/lift.ts'
import { comparePeople } from '../packages/server/src/reports/people-lift.ts'
import { readingsOf } from '../packages/server/src/reports/readings.ts'
import type { PeopleCounts } from '../packages/server/src/results/figures.ts'
import { loadSpecial } from '../packages/server/src/statistics/special.ts'
import { randomness } from './randomness.ts'
import { table } from './table.ts'

const LOOKS = 20
const RUNS = 4000
const COVERED = 20_000
const NOTHING = { amounts: new Map(), before: new Map() }

type Random = () => number

/** How many of `n` accounts convert. */
function convert(n: number, rate: number, random: Random): number {
  let converted = 0
  for (let account = 0; account < n; account++) if (random() < rate) converted++
  return converted
}

function arm(name: string, accounts: number, converted: number): ComparedArm {
  return { arm: name, accounts, converted, engaged: 0, money: { accounts, ...NOTHING }, people: [] }
}

/** What the report says of two arms, as it says it. */
async function reporter(usual: number): Promise<(treated: ComparedArm, heldOut: ComparedArm) => ReturnType<typeof liftOf>[number]> {
  const special = await loadSpecial()
  return (treated, heldOut) => {
    const campaign = { goal: { kind: 'upgrade', windowDays: 14 }, assignment: 'hash' } as const
    const [found] = liftOf({ campaign, treated: [treated], heldOut, from: 0, now: 1, beforehand: { usual, prior: undefined } }, special)
    if (!found) throw new Error('the report compares nothing')
    return found
  }
}

interface Split {
  name: string
  treated: number
  heldOut: number
  rate: number
  /** `settings.analysis.accounts` */
  usual: number
}

/** Share of campaigns without any effect in which somebody who looks 20 times is told of one at least once. */
async function falseAlarms({ treated, heldOut, rate, usual }: Split): Promise<{ verdicts: number; naive: number }> {
  const read = await reporter(usual)
  const random = randomness(20_261_122)
  const alarms = { verdicts: 0, naive: 0 }
  for (let run = 0; run < RUNS; run++) {
    let [one, other] = [0, 0]
    let [told, naive] = [false, false]
    for (let look = 1; look <= LOOKS; look++) {
      one += convert(treated / LOOKS, rate, random)
      other += convert(heldOut / LOOKS, rate, random)
      const { verdict, fixed } = read(arm('treated', (treated * look) / LOOKS, one), arm(HELD_OUT, (heldOut * look) / LOOKS, other))
      told ||= verdict === 'more' || verdict === 'less'
      naive ||= fixed.p !== null && fixed.p < 0.05
    }
    alarms.verdicts += Number(told)
    alarms.naive += Number(naive)
  }
  return { verdicts: alarms.verdicts / RUNS, naive: alarms.naive / RUNS }
}

/** Share of runs in which the intervals that the report shows hold the truth. */
async function coverage(
  { treated, heldOut, rate, usual }: Split,
  lift: number,
): Promise<Record<'absolute' | 'relative' | 'sequence', number>> {
  const read = await reporter(usual)
  const random = randomness(7)
  const held = { absolute: 0, relative: 0, sequence: 0 }
  const asked = { ...held }
  const note = (which: keyof typeof held, low: number | null, high: number | null, truth: number): void => {
    if (low === null || high === null) return
    asked[which]++
    if (low <= truth && truth <= high) held[which]++
  }
  for (let run = 0; run < COVERED; run++) {
    const { absolute, relative, sequence } = read(
      arm('treated', treated, convert(treated, rate * (1 + lift), random)),
      arm(HELD_OUT, heldOut, convert(heldOut, rate, random)),
    )
    note('absolute', absolute.low, absolute.high, rate * lift)
    note('relative', relative.low, relative.high, lift)
    note('sequence', sequence.low, sequence.high, rate * lift)
  }
  return {
    absolute: held.absolute / asked.absolute,
    relative: held.relative / asked.relative,
    sequence: held.sequence / asked.sequence,
  }
}

/** How many people of accounts with one to five people succeed: in some accounts nearly everybody is keen, in others hardly anybody. */
function peopleOf(name: string, accounts: number, rate: number, random: Random): PeopleCounts[] {
  return Array.from({ length: accounts }, () => {
    const people = 1 + Math.floor(random() * 5)
    const keen = random() < 0.5 ? 1.7 : 0.3
    return { arm: name, people, succeeded: convert(people, rate * keen, random), before: 0, accounts: 1 }
  })
}

/** The same share for people, whose accounts are what is independent. */
async function coverageOfPeople(
  { treated, heldOut, rate, usual }: Split,
  lift: number,
): Promise<Record<'absolute' | 'relative' | 'sequence', number>> {
  const special = await loadSpecial()
  const random = randomness(11)
  const held = { absolute: 0, relative: 0, sequence: 0 }
  const holds = ({ low, high }: { low: number | null; high: number | null }, truth: number): number =>
    Number(low !== null && high !== null && low <= truth && truth <= high)
  for (let run = 0; run < COVERED; run++) {
    const one = peopleOf('treated', treated, rate * (1 + lift), random)
    const { absolute, relative, effect } = comparePeople(one, peopleOf(HELD_OUT, heldOut, rate, random), special)
    held.absolute += holds(absolute, rate * lift)
    held.relative += holds(relative, lift)
    held.sequence += holds(readingsOf(effect, rate, { usual, prior: undefined }, special).sequence, rate * lift)
  }
  return { absolute: held.absolute / COVERED, relative: held.relative / COVERED, sequence: held.sequence / COVERED }
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`

/** How often reports would be wrong: about campaigns that do nothing, and about how much others do. */
export async function benchStatistics(): Promise<string> {
  const splits: Split[] = [
    { name: '10,000 and 10,000 accounts, 5 %', treated: 10_000, heldOut: 10_000, rate: 0.05, usual: 5000 },
    { name: '9,000 and 1,000 accounts, 5 %', treated: 9000, heldOut: 1000, rate: 0.05, usual: 5000 },
    { name: '1,800 and 200 accounts, 5 %', treated: 1800, heldOut: 200, rate: 0.05, usual: 2000 },
    { name: '360 and 40 accounts, 5 %', treated: 360, heldOut: 40, rate: 0.05, usual: 400 },
  ]
  const alarms: string[][] = []
  for (const split of splits) {
    const { verdicts, naive } = await falseAlarms(split)
    alarms.push([split.name, percent(verdicts), '5 %', percent(naive)])
  }
  const covered: string[][] = []
  for (const [split, lift] of [
    [{ name: '900 and 100 accounts, 5 %, +30 %', treated: 900, heldOut: 100, rate: 0.05, usual: 1000 }, 0.3],
    [{ name: '1,800 and 200 accounts, 5 %, +30 %', treated: 1800, heldOut: 200, rate: 0.05, usual: 2000 }, 0.3],
    [{ name: '18,000 and 2,000 accounts, 3 %, +20 %', treated: 18_000, heldOut: 2000, rate: 0.03, usual: 5000 }, 0.2],
  ] as const) {
    const { absolute, relative, sequence } = await coverage(split, lift)
    covered.push([split.name, percent(absolute), percent(relative), percent(sequence), '94 to 97 %'])
  }
  for (const [split, lift] of [
    [{ name: 'people of 900 and 100 accounts, 10 %, +30 %', treated: 900, heldOut: 100, rate: 0.1, usual: 1000 }, 0.3],
    [{ name: 'people of 1,800 and 200 accounts, 5 %, +30 %', treated: 1800, heldOut: 200, rate: 0.05, usual: 2000 }, 0.3],
  ] as const) {
    const { absolute, relative, sequence } = await coverageOfPeople(split, lift)
    covered.push([split.name, percent(absolute), percent(relative), percent(sequence), '94 to 97 %'])
  }
  return [
    table(
      [`nothing to find: ${RUNS.toLocaleString('en')} campaigns, ${LOOKS} looks`, 'called more or less', 'at most', 'p < 0.05 at any look'],
      alarms,
    ),
    '',
    table(
      [
        `${COVERED.toLocaleString('en')} campaigns, one look`,
        'difference, shown',
        'ratio, shown',
        'confidence sequence',
        'goal for those shown',
      ],
      covered,
    ),
  ].join('\n')
}
