import type { Comparison, Rule } from '../rules.ts'

type Read = (facts: any) => any // oxlint-disable-line typescript/no-explicit-any -- a floor pays for no checks
type Test = (facts: object) => boolean

function reader(path: string): Read {
  const [a = '', b = '', c] = path.split('.')
  return c === undefined ? (facts) => facts[a][b] : (facts) => facts[a][b][c]
}

function comparison({ path, operator, value }: Comparison): Test {
  const read = reader(path)
  switch (operator) {
    case '$eq':
      return (facts) => read(facts) === value
    case '$ne':
      return (facts) => read(facts) !== value
    case '$gt':
      return (facts) => read(facts) > value
    case '$gte':
      return (facts) => read(facts) >= value
    case '$lt':
      return (facts) => read(facts) < value
    case '$in': {
      const list = new Set(value as string[])
      return (facts) => list.has(read(facts))
    }
  }
}

/**
 * The least that evaluating a rule needs under a page policy without `eval`: closures written by hand for exactly these
 * operators and depths, no missing facts, no inherited properties, no lists.
 */
export function compileFloor(rule: Rule): Test {
  const [a, b, c] = rule.comparisons.map(comparison)
  if (!a || !b || !c) throw new Error('the floor takes three comparisons')
  return (facts) => a(facts) && b(facts) && c(facts)
}
