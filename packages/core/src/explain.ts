import { HELD_OUT } from './bucket.ts'
import type { CompiledCampaign } from './compile.ts'
import { compileOperator, isOperators, pathsOf } from './condition.ts'
import type { Decision, DecisionInput, Gate, Reason } from './decision.ts'
import { armOf } from './gates/holdout.ts'
import { winnersOf } from './gates/slot.ts'
import { partsOf } from './parts.ts'
import { readPath } from './path.ts'
import { residual } from './residual.ts'
import type { Condition } from './condition.ts'
import { why } from './why/why.ts'

/**
 * The parts of a condition that do not match, each with the fact as it is and as it was needed.
 * Alternatives are one reason (`any-of`), because any one of them would do.
 */
export function explainCondition(condition: Condition, facts: object): Reason[] {
  return partsOf(condition).flatMap(([key, value, test]): Reason[] => {
    if (test(facts)) return []
    if (key === '$and') return (value as Condition[]).flatMap((one) => explainCondition(one, facts))
    if (key === '$or') return [{ gate: 'audience', code: 'any-of', needed: value }]
    if (key === '$nor' || key === '$not') return [{ gate: 'audience', code: 'none-of', needed: value }]
    const actual = readPath(facts, key)
    if (!isOperators(value)) return [{ gate: 'audience', code: 'not-matched', path: key, operator: '$eq', actual, needed: value }]
    const all = Object.entries(value)
    // Of several, some may hold; one alone is the one that failed.
    const failed = all.length === 1 ? all : all.filter(([operator, operand]) => !compileOperator(operator, operand, {})(actual))
    return failed.map(([operator, needed]) => ({ gate: 'audience', code: 'not-matched', path: key, operator, actual, needed }))
  })
}

/** Facts that only a page has. */
const ofPage = (path: string): boolean => /^(page|local)(\.|$)/.test(path)

/** What is open without a page: neither met nor failed. */
function openWithoutPage({ campaign: { audience, trigger, schedule }, place }: CompiledCampaign, { facts }: DecisionInput): Reason[] {
  const open = (gate: Gate, more?: Partial<Reason>): Reason => ({ gate, code: 'needs-page', ...more })
  const rest = residual(audience, facts, (path) => !ofPage(path))
  const reasons = rest ? pathsOf(rest).map((path) => open('audience', { path })) : []
  if (trigger.on === 'page') reasons.push(open('trigger', { path: 'page.path', needed: trigger.path }))
  if (trigger.on === 'visible') reasons.push(open('trigger', { needed: place }))
  if (schedule?.zone === 'user') reasons.push(open('schedule', { needed: schedule.hours ?? schedule.weekdays }))
  return [...reasons, open('slot', { needed: place })]
}

/**
 * The record of every candidate: verdict, all failed gates in their order with actual and needed values, and who won the place.
 * For the same input, `shown` and `held-out` are exactly what `decide` answers, and what is on the screen already.
 */
export function explain(campaigns: readonly CompiledCampaign[], input: DecisionInput): Decision[] {
  const refusals = new Map(campaigns.map((compiled) => [compiled, refusalsOf(compiled, input)]))
  const winners = winnersOf(
    campaigns.filter((compiled) => refusals.get(compiled)?.length === 0),
    input,
  )
  return campaigns.map((compiled): Decision => {
    const { campaign, version, place } = compiled
    const base = { campaign: campaign.id, version, place }
    const reasons = refusals.get(compiled) ?? []
    const winner = winners.get(place)
    const placed = (): Decision => {
      const arm = armOf(compiled, input)
      return { ...base, verdict: arm === HELD_OUT ? 'held-out' : 'shown', reasons: [], arm }
    }
    if (input.page?.showing[place] === campaign.id) return placed()
    if (reasons.length > 0) return { ...base, verdict: 'blocked', reasons }
    if (!input.page) return { ...base, verdict: 'unknown', reasons: openWithoutPage(compiled, input) }
    if (winner !== undefined && winner !== campaign.id) {
      return { ...base, verdict: 'queued', reasons: [{ gate: 'slot', code: 'place-taken', actual: winner, needed: place }], winner }
    }
    return placed()
  })
}

function refusalsOf(compiled: CompiledCampaign, input: DecisionInput): Reason[] {
  const { campaign } = compiled
  const { page, facts } = input
  return why.flatMap(([gate, reasonsOf]) => {
    const reasons = reasonsOf(compiled, input)
    if (reasons.length === 0) return reasons
    if (gate === 'schedule' && !page && campaign.schedule?.zone === 'user') {
      return reasons.filter(({ until, code }) => until !== undefined || code === 'ended')
    }
    if (gate !== 'audience') return reasons
    if (page) return explainCondition(campaign.audience, facts)
    const rest = residual(campaign.audience, facts, (path) => !ofPage(path))
    return rest ? [] : explainCondition(campaign.audience, facts).filter(({ path }) => !path || !ofPage(path))
  })
}
