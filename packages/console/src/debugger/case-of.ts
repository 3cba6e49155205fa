import type { Campaign, CampaignState } from '@espalier/core/schema'
import type { Explanation } from './wire.ts'

/** A decision in the form of the engine's case files: whatever runs the cases can be held to it. */
export interface DecisionCase {
  name: string
  campaigns: (Campaign & { state: CampaignState })[]
  /** The whole input of the engine; infinite numbers are `null`, as JSON has none. */
  input: object
  expect: { campaign: string; verdict: string; codes?: string[]; arm?: string; winner?: string }[]
}

/** The case of an answer; `definitions` holds the campaigns' versions that were decided about, by id. */
export function caseOf(answer: Explanation, definitions: ReadonlyMap<string, Campaign>): DecisionCase {
  const decided = answer.decisions.flatMap((decision) => {
    const definition = definitions.get(decision.campaign)
    return definition ? [{ decision, definition }] : []
  })
  return {
    name: `${answer.user} at ${answer.at}`,
    campaigns: decided.map(({ decision, definition }) => ({ ...definition, state: decision.state })),
    input: answer.input,
    expect: decided.map(({ decision: { campaign, verdict, reasons, arm, winner } }) => ({
      campaign,
      verdict,
      ...(reasons.length > 0 && { codes: reasons.map(({ gate, code }) => `${gate}/${code}`) }),
      ...(arm !== undefined && { arm }),
      ...(winner !== undefined && { winner }),
    })),
  }
}
