import type { Person, ReportedUsage } from '@espalier/core'
import type { Boot } from '@espalier/core/schema'

/** How much of a feature is used, as the host knows it; undefined where it does not. */
export type UsageSource = (feature: string) => ReportedUsage | undefined | Promise<ReportedUsage | undefined>

/**
 * Asks the host for the usage of every metered feature, and tells what is news of whom it was asked about. A host that throws or never
 * answers tells nothing.
 */
export function askUsage(
  source: UsageSource,
  boot: () => Boot,
  person: () => Person,
  tell: (feature: string, usage: ReportedUsage) => void,
): void {
  const asked = person()
  for (const [feature, { kind }] of Object.entries(boot().entitlements)) {
    if (kind !== 'metered') continue
    void Promise.resolve()
      .then(() => source(feature))
      .then((usage) => {
        if (asked !== person() || !Number.isFinite(usage?.used) || !usage) return
        const { used, limit, resetsAt } = usage
        const known = boot().entitlements[feature]
        if (!known || (known.used === used && (limit === undefined || known.limit === limit))) return
        tell(feature, { used, ...(limit !== undefined && { limit }), ...(resetsAt !== undefined && { resetsAt }) })
      })
      .catch(() => undefined)
  }
}
