import type { ReportedUsage } from '@espalier/core'
import type { Boot } from '@espalier/core/schema'

/** How much of a feature is used, as the host knows it; undefined where it does not. */
export type UsageSource = (feature: string) => ReportedUsage | undefined | Promise<ReportedUsage | undefined>

/** Asks the host for the usage of every metered feature, and tells what is news. A host that throws or never answers tells nothing. */
export function askUsage(
  source: UsageSource | undefined,
  entitlements: () => Boot['entitlements'],
  tell: (feature: string, usage: ReportedUsage) => void,
): void {
  for (const [feature, { kind }] of Object.entries(entitlements())) {
    if (kind !== 'metered') continue
    void Promise.resolve()
      .then(() => source?.(feature))
      .then((usage) => {
        if (!Number.isFinite(usage?.used) || !usage) return
        const { used, limit, resetsAt } = usage
        const known = entitlements()[feature]
        if (!known || (known.used === used && (limit === undefined || known.limit === limit))) return
        tell(feature, { used, ...(limit !== undefined && { limit }), ...(resetsAt !== undefined && { resetsAt }) })
      })
      .catch(() => undefined)
  }
}
