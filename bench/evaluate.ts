import { compileCondition, shareTests } from '@espalier/core'
import { GrowthBook, type FeatureDefinition } from '@growthbook/growthbook'
import { compileFloor } from './floor/closures.ts'
import { interleave, type Contestant } from './measure.ts'
import { makePeople, makeRules, toCondition, type Rule } from './rules.ts'
import { figure, table } from './table.ts'

const people = makePeople(8)

/** Counts matches for one person a pass, each time for the next one. */
function inTurn(countFor: (index: number) => number): () => number {
  let turn = 0
  return () => countFor(turn++ & 7)
}

function closures(tests: ((facts: object) => boolean)[]): (index: number) => number {
  return (index) => {
    const facts = people[index] ?? {}
    let matches = 0
    for (const test of tests) if (test(facts)) matches++
    return matches
  }
}

function growthBook(rules: Rule[]): (index: number) => number {
  const toFeature = (rule: Rule) => ({ defaultValue: false, rules: [{ condition: toCondition(rule), force: true }] }) as FeatureDefinition
  const features = Object.fromEntries(rules.map((rule) => [rule.id, toFeature(rule)]))
  const books = people.map((attributes) => new GrowthBook({ features, attributes }))
  return (index) => rules.reduce((matches, { id }) => matches + (books[index]?.isOn(id) ? 1 : 0), 0)
}

/** 1,000 rules with three conditions each for one person: Espalier, a floor written by hand, and GrowthBook's SDK in one run. */
export function benchEvaluate(): string {
  const rules = makeRules(1000)
  const shared = shareTests()
  const counts: [string, (index: number) => number][] = [
    ['floor: closures by hand', closures(rules.map(compileFloor))],
    ['Espalier: compileCondition', closures(rules.map((rule) => compileCondition(toCondition(rule), {}, shared)))],
    ['Espalier, each condition alone', closures(rules.map((rule) => compileCondition(toCondition(rule))))],
    ['@growthbook/growthbook: isOn', growthBook(rules)],
  ]
  const results = counts.map(([, count]) => people.map((_, index) => count(index)).join())
  if (new Set(results).size !== 1) throw new Error(`the contestants disagree: ${results.join(' / ')}`)

  const timings = interleave(counts.map(([name, count]): Contestant => ({ name, pass: inTurn(count) })))
  const [floor, ours, alone, peer] = timings
  if (!floor || !ours || !alone || !peer) throw new Error('a contestant is missing')
  return [
    table(
      ['1,000 rules x 3 conditions, one person', 'µs of processor time', 'against the floor'],
      timings.map(({ name, micros }) => [name, figure(micros), `${figure(micros / floor.micros)}x`]),
    ),
    '',
    `Goals: at most 1.2x the floor (is ${figure(ours.micros / floor.micros)}x; alone ${figure(alone.micros / floor.micros)}x); at least 24x faster than GrowthBook (is ${figure(peer.micros / ours.micros)}x). The ${shared.size} different tests of these rules are answered once a person.`,
  ].join('\n')
}
