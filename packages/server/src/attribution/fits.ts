import type { Motion } from '@espalier/core'
import type { Movement } from '../store/billing.ts'

/** Causes of growth that a motion can have brought about. Help, surveys, downsells and saves sell nothing: no growth is theirs. */
const CAUSES: Readonly<Partial<Record<Motion, readonly string[]>>> = {
  upsell: ['plan', 'seat', 'quota'],
  'cross-sell': ['plan', 'add-on'],
  'add-on': ['add-on', 'quota', 'seat'],
  seats: ['seat', 'plan'],
}

/** True for a movement that a campaign can be credited with at all: more money, bought on purpose, not a customer who came back. */
export function isCreditable({ kind, cause, amount }: Movement): boolean {
  return amount > 0 && (kind === 'expansion' || kind === 'new') && Object.values(CAUSES).some((causes) => causes.includes(cause))
}

/** True where a campaign of this motion can have brought about this movement. */
export function fits(motion: Motion | undefined, movement: Movement): boolean {
  return motion !== undefined && isCreditable(movement) && (CAUSES[motion]?.includes(movement.cause) ?? false)
}
