import { HELD_OUT } from './bucket.ts'
import type { CompiledCampaign } from './compile.ts'
import type { Decision, DecisionInput, Gate, Reason, Winner } from './decision.ts'
import { audience } from './gates/audience.ts'
import { budget } from './gates/budget.ts'
import { cadence } from './gates/cadence.ts'
import { care } from './gates/care.ts'
import { consent } from './gates/consent.ts'
import type { GateCheck } from './gates/gate.ts'
import { armOf, holdout } from './gates/holdout.ts'
import { live } from './gates/live.ts'
import { schedule } from './gates/schedule.ts'
import { slot, winnersOf } from './gates/slot.ts'
import { trigger } from './gates/trigger.ts'

/** The gates that refuse, in their fixed order. */
export const gates: readonly (readonly [Gate, GateCheck])[] = [
  ['live', live],
  ['consent', consent],
  ['care', care],
  ['audience', audience],
  ['trigger', trigger],
  ['schedule', schedule],
  ['cadence', cadence],
  ['budget', budget],
  ['slot', slot],
  ['holdout', holdout],
]

/**
 * The same refusals from the cheapest to the dearest. Which gate refuses first changes nothing about the answer,
 * only about its price; `explain` asks all of them in their order.
 */
const byCost: readonly GateCheck[] = [live, trigger, audience, schedule, slot, consent, care, budget, cadence, holdout]
/** Whether a campaign was meant for this moment and person. */
const meant: readonly GateCheck[] = [live, trigger, audience, schedule, slot, consent, holdout]

/** Asks gates until the first one refuses. */
function tester(input: DecisionInput): (compiled: CompiledCampaign, checks: readonly GateCheck[]) => boolean {
  let open = true
  const refuse = (): void => {
    open = false
  }
  return (compiled, checks) => {
    open = true
    for (const check of checks) {
      check(compiled, input, refuse)
      if (!open) return false
    }
    return true
  }
}

/** All refusals of one gate. */
export function refusals(gate: Gate, check: GateCheck, compiled: CompiledCampaign, input: DecisionInput): Reason[] {
  const reasons: Reason[] = []
  check(compiled, input, (code, actual, needed, until, path) => {
    const known = Object.entries({ gate, code, path, actual, needed, until }).filter(([, value]) => value !== undefined)
    reasons.push(Object.fromEntries(known) as unknown as Reason)
  })
  return reasons
}

/**
 * Decides what appears now. Answers at most one campaign a place, `shown` or `held-out`; what is on the screen already is not
 * repeated. A held-out winner keeps its place empty: it stands for what would have been there.
 */
export function decide(campaigns: readonly CompiledCampaign[], input: DecisionInput): Winner[] {
  const passes = tester(input)
  const candidates = campaigns.filter((compiled) => passes(compiled, byCost))
  if (candidates.length === 0) return []
  const winners = winnersOf(candidates, input)
  const showing = new Set(Object.values(input.page?.showing ?? {}))
  return candidates
    .filter(({ place, campaign }) => winners.get(place) === campaign.id && !showing.has(campaign.id))
    .map((compiled) => toWinner(compiled, input))
}

function toWinner(compiled: CompiledCampaign, input: DecisionInput): Winner {
  const { campaign, version, place } = compiled
  const arm = armOf(compiled, input)
  return { campaign: campaign.id, version, verdict: arm === HELD_OUT ? 'held-out' : 'shown', reasons: [], arm, place, compiled }
}

/** Cadence refusals that spare someone; that a campaign was seen as often as planned spares nobody. */
const spares = (reason: Reason): boolean => reason.gate !== 'cadence' || reason.code.startsWith('quiet')

/**
 * The campaigns that were meant for this moment and person, and were held back by care, quiet time, the attention budget or
 * another campaign's place: what the "held back" report counts.
 */
export function heldBack(campaigns: readonly CompiledCampaign[], input: DecisionInput): Decision[] {
  const passes = tester(input)
  const candidates = campaigns.filter((compiled) => passes(compiled, meant))
  if (candidates.length === 0) return []
  const winners = winnersOf(
    candidates.filter((compiled) => passes(compiled, byCost)),
    input,
  )
  return candidates.flatMap((compiled): Decision[] => {
    const { campaign, version, place } = compiled
    const base = { campaign: campaign.id, version, place }
    const reasons = gates.flatMap(([gate, check]) => refusals(gate, check, compiled, input))
    const winner = winners.get(place)
    if (reasons.length > 0) return reasons.every(spares) ? [{ ...base, verdict: 'blocked', reasons }] : []
    if (winner === undefined || winner === campaign.id) return []
    return [{ ...base, verdict: 'queued', reasons: [lost(winner, place)], winner }]
  })
}

/** The reason of a campaign that lost its place to another. */
export function lost(winner: string, place: string): Reason {
  return { gate: 'slot', code: 'place-taken', actual: winner, needed: place }
}
