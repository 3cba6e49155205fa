import type { Care, LimitFacts } from '@espalier/core'
import type { Workspace } from './workspace.ts'

/** Where an account stands with the product. */
export type Phase = 'onboarding' | 'adoption' | 'expansion'

/** From this share of a limit on, or this many days before it is reached, an account is outgrowing what it has. */
const NEAR = { ratio: 0.8, days: 30 }

/**
 * The phase of an account. `onboarding` while somebody says that it is not onboarded; `expansion` when it nears a limit, or bought more
 * than the default plan and is not unwell; `adoption` else.
 */
export function phaseOf(
  { health, limits, plan }: { health: Care; limits: readonly LimitFacts[]; plan: string | undefined },
  { settings, catalog }: Pick<Workspace, 'settings' | 'catalog'>,
): Phase {
  if (health.onboarded === false) return 'onboarding'
  if (limits.some(({ ratio = 0, forecastDays }) => ratio >= NEAR.ratio || forecastDays <= NEAR.days)) return 'expansion'
  const bought = plan !== undefined && plan !== catalog.defaultPlan
  const unwell = health.score !== undefined && health.score < settings.healthBelow
  return bought && !unwell ? 'expansion' : 'adoption'
}
