import type { Account } from '../../store/people.ts'
import type { Store } from '../../store/store.ts'
import { allAccounts } from '../segments/all-accounts.ts'
import { type SegmentOf, segmentsBy, valueOfTrait } from '../segments/segment-of.ts'
import type { Answer } from './answers.ts'
import type { Labels } from './crossing.ts'
import { disclose, type Disclosed, labelsOf } from './disclosure.ts'
import { opinionOf } from './figures.ts'

/** What the console offers comes first, so that no other trait ever takes anything away from it. */
const FIRST = ['plan', 'phase', 'touch', 'industry']

/**
 * All ways in which answers are told apart, one after another: each shows no more than what together with those before it tells nothing
 * about few people.
 */
export interface Splits {
  /** Answers of one moment by question, or by what accounts are. */
  of(answers: readonly Answer[], by: string | undefined, opinionOf: (one: Answer) => string): Disclosed<Answer>
}

/** The answers to one question, unless that would tell what few people said to this one or to the others; all where none is named. */
export function ofQuestion(splits: Splits, answers: readonly Answer[], campaign: string | undefined): readonly Answer[] {
  if (campaign === undefined) return answers
  return splits.of(answers, undefined, opinionOf).rows.find(({ value }) => value === campaign)?.members ?? []
}

/** Opens the ways up to `by`, with accounts as they are at `now`; up to the question where nothing is named. */
export async function openSplits(store: Store, by: string | undefined, now: number): Promise<Splits> {
  const ways = by === undefined ? [] : await waysUpTo(store, by, now)
  return {
    of(answers, asked, opinionOf) {
      let found = disclose(answers, ({ campaign }) => campaign, opinionOf)
      if (asked === undefined) return found
      const told: Labels<Answer>[] = []
      for (const groupOf of ways) {
        if (!found.refused) told.push(labelsOf(found))
        found = disclose(answers, ({ account }) => groupOf(account), opinionOf, told)
      }
      return found
    },
  }
}

/** The ways by what accounts are until `by`, which is the last: by plan and phase, by two usual traits, and by all others in order. */
async function waysUpTo(store: Store, by: string, now: number): Promise<SegmentOf[]> {
  const traits = new Map<string, Account['traits']>()
  const others = new Set([by])
  for await (const page of allAccounts(store)) {
    for (const account of page) {
      traits.set(account.id, account.traits)
      for (const name of Object.keys(account.traits)) others.add(name)
    }
  }
  const names = [...new Set([...FIRST, ...[...others].toSorted()])]
  const ways: SegmentOf[] = []
  for (const name of names.slice(0, names.indexOf(by) + 1)) {
    ways.push(
      name === 'plan' || name === 'phase' ? await segmentsBy(store, name, now) : (account) => valueOfTrait(traits.get(account), name),
    )
  }
  return ways
}
