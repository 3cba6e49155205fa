import { compileCondition } from '@espalier/core'
import { evalCondition } from '@growthbook/growthbook'
import fc from 'fast-check'
import { randomConditions, randomFacts } from '../test/harness/random-conditions.ts'
import { table } from './table.ts'

const RUNS = 1_000_000
const PART = 50_000

/**
 * A million random conditions and facts against GrowthBook's evaluator. The one difference that is documented, inherited properties
 * as facts, does not occur in random facts, so none may be found.
 */
export function benchDifferential(): string {
  const found: string[] = []
  let matches = 0
  for (let seed = 1; seed <= RUNS / PART; seed++) {
    const property = fc.property(randomConditions, randomFacts, (condition, facts) => {
      const ours = compileCondition(condition)(facts)
      if (ours) matches++
      if (ours !== evalCondition(facts, condition as never)) found.push(JSON.stringify({ condition, facts }))
    })
    fc.assert(property, { numRuns: PART, seed })
  }
  return [
    table(
      ['random conditions', 'that match', 'differences to @growthbook/growthbook'],
      [[RUNS.toLocaleString('en'), matches.toLocaleString('en'), found.length.toLocaleString('en')]],
    ),
    ...found.slice(0, 5),
  ].join('\n')
}
