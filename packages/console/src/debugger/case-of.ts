import type { DecisionInput } from '@espalier/core'
import type { Campaign, CampaignState } from '@espalier/core/schema'
import type { Explanation } from './wire.ts'

/** A decision in the form of the engine's case files: whatever runs the cases can be held to it. */
export interface DecisionCase {
  name: string
  campaigns: (Campaign & { state: CampaignState })[]
  /** The whole input of the engine; what is infinite is a number that no rule reaches, as JSON has none. */
  input: object
  expect: { campaign: string; verdict: string; codes?: string[]; arm?: string; winner?: string }[]
}

/** Facts of which the server says `null` where they are infinite: a limit that is not there, days since what never was. */
const INFINITE: ReadonlySet<string> = new Set(['limit', 'event', 'accountEvent'])
/** As good as infinite, and a number in every language. */
const ENDLESS = 1e300

function withInfinite(input: DecisionInput): object {
  const facts = Object.entries(input.facts).map(([root, tree]) => [root, INFINITE.has(root) ? endless(tree) : tree])
  return { ...input, facts: Object.fromEntries(facts) }
}

function endless(value: unknown): unknown {
  if (value === null) return ENDLESS
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, endless(inner)]))
}

/** The case of an answer; `definitions` holds the campaigns' versions that were decided about, by id. */
export function caseOf(answer: Explanation, definitions: ReadonlyMap<string, Campaign>): DecisionCase {
  const decided = answer.decisions.flatMap((decision) => {
    const definition = definitions.get(decision.campaign)
    // What is open was decided without a page, and the input has one.
    return definition && decision.verdict !== 'unknown' ? [{ decision, definition }] : []
  })
  return {
    name: `${answer.user} at ${answer.at}`,
    campaigns: decided.map(({ decision, definition }) => ({ ...definition, state: decision.state })),
    input: withInfinite(answer.input),
    expect: decided.map(({ decision: { campaign, verdict, reasons, arm, winner } }) => ({
      campaign,
      verdict,
      ...(reasons.length > 0 && { codes: reasons.map(({ gate, code }) => `${gate}/${code}`) }),
      ...(arm !== undefined && { arm }),
      ...(winner !== undefined && { winner }),
    })),
  }
}
