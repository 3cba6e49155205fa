import type { BothLanguages } from '../schema/text.ts'
import { both, featureName, type Names, quoted } from './names.ts'

type Sentences = readonly [yes: BothLanguages, no: BothLanguages]

const FLAGS: Readonly<Record<string, Sentences>> = {
  'user.anonymous': [both('The visitor is not signed in', 'ログインしていない'), both('The person is signed in', 'ログインしている')],
  'health.onboarded': [
    both('Onboarding is finished', 'オンボーディングが完了している'),
    both('Onboarding is not finished', 'オンボーディングが完了していない'),
  ],
  'health.pastDue': [both('A payment is late', '支払いが遅れている'), both('No payment is late', '支払いが遅れていない')],
  'health.risk': [both('A risk is open', '解約リスクがある'), both('No risk is open', '解約リスクがない')],
  'health.cancelling': [
    both('The account is cancelling', '解約手続き中である'),
    both('The account is not cancelling', '解約手続き中ではない'),
  ],
}

function sentencesOf(path: string, names: Names): Sentences | undefined {
  const [root = '', name = '', more] = path.split('.')
  if (root === 'feature' && more === undefined) {
    const { en, ja } = featureName(name, names)
    return [both(`The account has ${en}`, `${ja}を使える`), both(`The account does not have ${en}`, `${ja}を使えない`)]
  }
  if (root === 'segment') {
    const { en, ja } = quoted(names.segments?.[name] ?? name)
    return [
      both(`It is in the segment ${en}`, `セグメント${ja}に含まれる`),
      both(`It is not in the segment ${en}`, `セグメント${ja}に含まれない`),
    ]
  }
  return FLAGS[path]
}

/** A fact that is true or false as a sentence, for those that have one: `The account has Analytics`. */
export function flagWords(path: string, value: unknown, names: Names): BothLanguages | undefined {
  if (typeof value !== 'boolean') return undefined
  return sentencesOf(path, names)?.[value ? 0 : 1]
}

/** The sentence when it is not as needed: the opposite where the fact is known, else that it is not. */
export function flagUnmet(path: string, actual: unknown, needed: unknown, names: Names): BothLanguages | undefined {
  const wanted = flagWords(path, needed, names)
  if (!wanted || typeof actual === 'boolean') return flagWords(path, actual, names)
  return both(`It is not known whether ${wanted.en.slice(0, 1).toLowerCase()}${wanted.en.slice(1)}`, `${wanted.ja}かどうかがわからない`)
}
