import { isOperators } from '../condition.ts'
import type { Condition } from '../condition.ts'
import type { BothLanguages } from '../schema/text.ts'
import { factWords } from './fact.ts'
import { flagWords } from './flag.ts'
import { both, type Names } from './names.ts'
import { listOf, valueWords } from './values.ts'

const OR = both(' or ', 'か')
const AND = both(' and ', '、かつ')

const PHRASES: Readonly<Record<string, (value: BothLanguages) => BothLanguages>> = {
  $eq: (value) => value,
  $ne: ({ en, ja }) => both(`anything but ${en}`, `${ja}以外`),
  $gt: ({ en, ja }) => both(`more than ${en}`, `${ja}より上`),
  $gte: ({ en, ja }) => both(`at least ${en}`, `${ja}以上`),
  $lt: ({ en, ja }) => both(`less than ${en}`, `${ja}未満`),
  $lte: ({ en, ja }) => both(`at most ${en}`, `${ja}以下`),
  $regex: ({ en, ja }) => both(`like the pattern ${en}`, `パターン${ja}に一致`),
  $all: ({ en, ja }) => both(`a list with all of ${en}`, `${ja}をすべて含む`),
  $size: ({ en, ja }) => both(`a list of the length ${en}`, `要素の数が${ja}`),
  $elemMatch: ({ en, ja }) => both(`a list with something like ${en}`, `${ja}に合う要素を含む`),
  $type: ({ en, ja }) => both(`of the type ${en}`, `型が${ja}`),
  $inGroup: ({ en, ja }) => both(`in the group ${en}`, `グループ${ja}に含まれる`),
  $notInGroup: ({ en, ja }) => both(`outside of the group ${en}`, `グループ${ja}に含まれない`),
  $veq: ({ en, ja }) => both(`the version ${en}`, `バージョン${ja}`),
  $vne: ({ en, ja }) => both(`another version than ${en}`, `バージョン${ja}以外`),
  $vgt: ({ en, ja }) => both(`a version after ${en}`, `バージョン${ja}より新しい`),
  $vgte: ({ en, ja }) => both(`the version ${en} or a later one`, `バージョン${ja}以降`),
  $vlt: ({ en, ja }) => both(`a version before ${en}`, `バージョン${ja}より古い`),
  $vlte: ({ en, ja }) => both(`the version ${en} or an earlier one`, `バージョン${ja}以前`),
}

/** What a fact would have to be for one operator to hold, to follow "it would have to be". */
export function phraseOf(operator: string, needed: unknown, path: string, names: Names): BothLanguages {
  const value = valueWords(needed, path, names)
  const name = operator.replace(/i$/, '')
  const all = Array.isArray(needed) ? needed.map((one) => valueWords(one, path, names)) : [value]
  if (operator === '$exists') return needed ? both('known', '値がある') : both('not known', '値がない')
  if (name === '$in') return listOf(all, OR)
  if (name === '$nin') return both(`anything but ${listOf(all, OR).en}`, `${listOf(all).ja}以外`)
  if (operator === '$not') {
    const inner = testPhrase(needed, path, names)
    return both(`not ${inner.en}`, `${inner.ja}ではない`)
  }
  if ((operator === '$size' || operator === '$elemMatch') && isOperators(needed)) {
    const phrase = PHRASES[operator]
    return phrase ? phrase(testPhrase(needed, '', names)) : value
  }
  return PHRASES[name]?.(value) ?? both(`${operator} ${value.en}`, `${operator} ${value.ja}`)
}

function testPhrase(test: unknown, path: string, names: Names): BothLanguages {
  if (!isOperators(test)) return phraseOf('$eq', test, path, names)
  return listOf(
    Object.entries(test).map(([operator, needed]) => phraseOf(operator, needed, path, names)),
    AND,
  )
}

/** One entry of a condition as a clause: `The used share of exports is at least 80%`. */
export function clauseWords(key: string, value: unknown, names: Names): BothLanguages {
  if (key === '$and' || key === '$or' || key === '$nor') {
    const parts = (value as Condition[]).map((one) => conditionWords(one, names)).map(goesOn)
    if (parts.length === 0) return both('anything', 'すべて')
    const joined = listOf(parts, key === '$and' ? AND : both(', or ', '、または'))
    return key === '$nor' ? both(`none of this: ${joined.en}`, `次のいずれにも当てはまらない：${joined.ja}`) : joined
  }
  if (key === '$not') {
    const inner = conditionWords(value as Condition, names)
    return both(`not that ${goesOn(inner, 1).en}`, `「${inner.ja}」ではない`)
  }
  const flag = flagWords(key, value, names)
  if (flag) return flag
  const fact = factWords(key, names)
  const phrase = testPhrase(value, key, names)
  if (typeof value === 'boolean') return both(`${fact.en}: ${phrase.en}`, `${fact.ja}：${phrase.ja}`)
  return both(`${fact.en} is ${phrase.en}`, `${fact.ja}が${phrase.ja}`)
}

/** A whole condition; all of its clauses have to hold. */
export function conditionWords(condition: Condition, names: Names): BothLanguages {
  const clauses = Object.entries(condition).map(([key, value]) => clauseWords(key, value, names))
  return clauses.length > 0 ? listOf(clauses.map(goesOn), AND) : both('anything', 'すべて')
}

/** A sentence goes on in lower case in English. */
function goesOn({ en, ja }: BothLanguages, position: number): BothLanguages {
  return both(position === 0 ? en : en.slice(0, 1).toLowerCase() + en.slice(1), ja)
}
