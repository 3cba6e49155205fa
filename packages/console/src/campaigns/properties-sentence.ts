import type { Condition } from '@espalier/core/schema'
import { englishClause } from './clause.en.ts'
import { japaneseClause } from './clause.ja.ts'
import { testsOf } from './fact-test.ts'
import type { Names } from './names.ts'
import { toLines } from './rule-query.ts'

/**
 * What the properties of an event must be: “ where rows is at least 100” after the event in English, 「rowsが100以上の」 before it in
 * Japanese. Empty where all are welcome.
 */
export function describeProperties(condition: Condition | undefined, names: Names): string {
  const ja = names.locale === 'ja'
  if (Object.keys(condition ?? {}).length === 0) return ''
  const lines = toLines(condition ?? {})
  if (!lines) return ja ? 'プロパティの条件に合う' : ' with certain properties'
  const tests = lines.flatMap(({ field, operator, value }) => testsOf(field, operator === 'is' ? value : { [operator]: value }))
  if (!ja) return ` where ${tests.map((test) => englishClause(test, names).replace(/^where /, '')).join(' and ')}`
  const clauses = tests.map((test) => japaneseClause(test, names))
  return clauses.map(({ chain, end }, index) => (index === clauses.length - 1 ? end : `${chain}、`)).join('')
}
