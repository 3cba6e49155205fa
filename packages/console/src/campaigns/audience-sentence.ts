import type { Condition } from '@espalier/core/schema'
import { englishClause } from './clause.en.ts'
import { japaneseClause } from './clause.ja.ts'
import type { Names } from './names.ts'
import { testsOf, type Test } from './fact-test.ts'

/** Who a condition means, as a noun phrase: “Accounts on Team that used at least 80% of Exports”. */
export function describeAudience(condition: Condition, names: Names): string {
  return names.locale === 'ja' ? japanese(condition, names) : english(condition, names)
}

function english(condition: Condition, names: Names): string {
  const clauses = clausesOf(condition)
  if (clauses.length === 0) return 'All accounts'
  // A plan reads best right after the noun.
  const direct = clauses.filter((one) => typeof one !== 'string' && isPlan(one)).map((one) => englishText(one, names))
  const rest = clauses.filter((one) => typeof one === 'string' || !isPlan(one)).map((one) => englishText(one, names))
  const verbs = rest.filter((one) => !/^(whose|where) /.test(one))
  const others = rest.filter((one) => /^(whose|where) /.test(one))
  const does = verbs.length > 0 ? [`that ${verbs.join(' and ')}`] : []
  return ['Accounts', direct.join(' and '), [...does, ...others].join(' and ')].filter(Boolean).join(' ')

  function englishText(clause: Clause, all: Names): string {
    if (typeof clause === 'string') return clause
    if ('test' in clause) return englishClause(clause.test, all)
    const parts = clause.parts.map((part) => {
      const inner = clausesOf(part).map((one) =>
        typeof one !== 'string' && isPlan(one) ? `are ${englishText(one, all)}` : englishText(one, all),
      )
      return inner.length === 0 ? 'are any account' : inner.join(' and ')
    })
    if (clause.logic === '$or') return parts.length > 1 ? `either ${parts.join(' or ')}` : parts.join('')
    return `do not match “${parts.join('” or “')}”`
  }
}

function japanese(condition: Condition, names: Names): string {
  const clauses = clausesOf(condition)
  if (clauses.length === 0) return 'すべてのアカウント'
  return `${chained(clauses, names)}アカウント`

  function chained(all: Clause[], known: Names): string {
    return all.map((one, index) => text(one, known, index === all.length - 1)).join('、')
  }

  function text(clause: Clause, known: Names, last: boolean): string {
    if (typeof clause === 'string') return clause
    if ('test' in clause) {
      const { chain, end } = japaneseClause(clause.test, known)
      return last ? end : chain
    }
    const parts = clause.parts.map((part) => {
      const inner = clausesOf(part)
      return `「${inner.length === 0 ? 'すべて' : chained(inner, known).replace(/の$/, '')}」`
    })
    if (clause.logic === '$or') return `${parts.join('または')}に当てはま${last ? 'る' : 'り'}`
    return `${parts.join('にも')}に${parts.length > 1 ? 'も' : ''}当てはまら${last ? 'ない' : 'ず'}`
  }
}

type Clause = { test: Test } | { logic: '$or' | '$not'; parts: Condition[] } | string

function isPlan(clause: Clause): boolean {
  return (
    typeof clause !== 'string' &&
    'test' in clause &&
    /^(plan\.id|account\.plan)$/.test(clause.test.path) &&
    /^\$(eq|in)$/.test(clause.test.operator)
  )
}

/** The clauses of a condition that must all hold. */
function clausesOf(condition: Condition): Clause[] {
  return Object.entries(condition).flatMap(([key, value]): Clause[] => {
    if (key === '$and' && Array.isArray(value)) return (value as Condition[]).flatMap(clausesOf)
    if (key === '$or' && Array.isArray(value)) return value.length === 0 ? [] : [{ logic: '$or', parts: value as Condition[] }]
    if (key === '$nor' && Array.isArray(value)) return [{ logic: '$not', parts: value as Condition[] }]
    if (key === '$not') return [{ logic: '$not', parts: [value as Condition] }]
    return testsOf(key, value).map((test) => ({ test }))
  })
}
