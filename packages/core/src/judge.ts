import { HELD_OUT } from './bucket.ts'
import type { CompiledCampaign } from './compile.ts'
import type { Decision, DecisionInput, Reason } from './decision.ts'
import type { Winner } from './winner.ts'
import type { Gates } from './gates/gate.ts'
import { armOf } from './gates/holdout.ts'
import { winnersOf } from './gates/slot.ts'

type Candidates = readonly CompiledCampaign[]

/** The campaigns that are meant for this moment and person. What is on the screen or was shown in this visit changes nothing about it. */
export function meantBy({ meant }: Gates, campaigns: Candidates, input: DecisionInput): CompiledCampaign[] {
  return campaigns.filter((compiled) => meant(compiled, input))
}

/** What appears now of what is meant, as `gates` say; see `decide`. */
export function decideAmong(gates: Gates, meant: Candidates, input: DecisionInput): Winner[] {
  if (meant.length === 0) return []
  let open: boolean
  const refuse = (): void => {
    open = false
  }
  const candidates = meant.filter((compiled) => {
    open = true
    // Taking pairs apart here would cost as much as a gate.
    for (const pair of gates.sparing) {
      pair[1](compiled, input, refuse)
      if (!open) return false
    }
    return true
  })
  const winners = winnersOf(candidates, input)
  const showing = input.page?.showing
  return candidates
    .filter(({ place, campaign: { id } }) => winners.get(place) === id && showing?.[place] !== id)
    .map((compiled) => {
      const { campaign, version, place } = compiled
      const arm = armOf(compiled, input)
      return { campaign: campaign.id, version, verdict: arm === HELD_OUT ? 'held-out' : 'shown', reasons: [], arm, place, compiled }
    })
}

/** Cadence refusals that spare someone; that a campaign was seen as often as planned spares nobody. */
const spares = ({ gate, code }: Reason): boolean => gate !== 'cadence' || code.startsWith('quiet')

/** What of what is meant is held back, as `gates` say; see `heldBack`. */
export function heldBackAmong(gates: Gates, candidates: Candidates, input: DecisionInput): Decision[] {
  if (candidates.length === 0) return []
  const refusals = candidates.map((compiled) => {
    const reasons: Reason[] = []
    for (const [gate, check] of gates.sparing) check(compiled, input, (code) => reasons.push({ gate, code }))
    return reasons
  })
  const winners = winnersOf(
    candidates.filter((_, index) => !refusals[index]?.length),
    input,
  )
  return candidates.flatMap(({ campaign: { id: campaign }, version, place }, index): Decision[] => {
    const reasons = refusals[index] ?? []
    const winner = winners.get(place)
    if (reasons.length > 0) return reasons.every(spares) ? [{ campaign, version, place, verdict: 'blocked', reasons }] : []
    if (winner === undefined || winner === campaign) return []
    return [{ campaign, version, place, verdict: 'queued', reasons: [{ gate: 'slot', code: 'place-taken' }], winner }]
  })
}
