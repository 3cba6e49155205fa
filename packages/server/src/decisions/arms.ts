import { assignArm, HELD_OUT, TREATED } from '@espalier/core'
import type { Campaign } from '@espalier/core/schema'
import type { RecordedArm } from '../store/exposures.ts'
import type { Rules } from './rules.ts'

/** A published version, as much of it as its arms need. */
export interface ArmedVersion {
  version: number
  definition: Campaign
}

/**
 * The arm of an account. One that met the campaign before keeps its arm, whatever became of shares and weights, unless the author
 * drew the arms anew (another seed) or took the variant away. Undefined where arms come from outside and this account has none.
 */
export function armFor(
  { version, definition }: ArmedVersion,
  account: string,
  recorded: RecordedArm | undefined,
  { settings, seedOf }: Pick<Rules, 'settings' | 'seedOf'>,
): string | undefined {
  if (definition.assignment === 'external') return recorded?.arm
  const kept = recorded && keeps(definition, recorded) && (recorded.version > version || !isRedrawn(definition, recorded, seedOf))
  return kept ? recorded.arm : assignArm(definition, account, settings)
}

/** True when the author gave the campaign another seed since the account met it. */
export function isRedrawn(definition: Campaign, recorded: RecordedArm, seedOf: Rules['seedOf']): boolean {
  return seedOf(definition.id, recorded.version) !== (definition.seed ?? definition.id)
}

/** True while the arm is still one of the campaign's. */
function keeps({ variants = [] }: Campaign, { arm }: RecordedArm): boolean {
  if (arm === HELD_OUT) return true
  return variants.length === 0 ? arm === TREATED : variants.some(({ id }) => id === arm)
}
