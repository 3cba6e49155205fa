import type { ExplainedDecision } from '../explain.ts'
import type { Inside } from './inside.ts'

/** As good as infinite, and a number in JSON. */
const ENDLESS = 1e300

/** What this page decided, as JSON in the form of the engine's case files: whatever runs the cases can be held to it. */
export function caseOf({ boot, look, identity, clock }: Inside, decisions: readonly ExplainedDecision[]): string {
  const { userId, anonymousId } = identity.person()
  const decided = {
    name: `${userId ?? anonymousId} at ${new Date(clock.now()).toISOString()}`,
    campaigns: boot().campaigns.map(({ campaign }) => ({ ...campaign, state: 'running' })),
    input: look().input,
    expect: decisions.map(({ campaign, verdict, reasons, arm, winner }) => ({
      campaign,
      verdict,
      ...(reasons.length > 0 && { codes: reasons.map(({ gate, code }) => `${gate}/${code}`) }),
      arm,
      winner,
    })),
  }
  return JSON.stringify(decided, (_, value: unknown) => (value === Infinity ? ENDLESS : value), 2)
}
