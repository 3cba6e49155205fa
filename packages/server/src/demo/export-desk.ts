import type { Catalog } from '@espalier/core/schema'
import { periodOf, resetOf } from '../decisions/period.ts'
import type { Deps } from '../deps.ts'

/** One export granted, or the limit that it ran into and the day (`2026-12-01`) on which exports come back. */
export type Spent = { ok: true } | { ok: false; limit: number; resetsOn: string }

/** The demo product's own count of exports, which enforces the plan's limit on the server side. */
export interface ExportDesk {
  spend(account: string, plan: Catalog['plans'][number] | undefined): Promise<Spent>
}

/** Counts in memory on top of what Espalier has stored: the page's events arrive a moment after the export itself. */
export function createExportDesk({ store, clock }: Deps): ExportDesk {
  const counted = new Map<string, number>()
  return {
    async spend(account, plan) {
      const { zone } = await store.workspace.settings()
      const period = periodOf(clock(), 'month', zone)
      const stored = (await store.people.metered([account])).find((one) => one.feature === 'exports' && one.period === period)
      const used = Math.max(stored?.used ?? 0, counted.get(`${account} ${period}`) ?? 0)
      const grant = plan?.features['exports']
      const limit = typeof grant === 'object' ? grant.limit : grant === true ? null : 0
      if (limit !== null && used >= limit)
        return { ok: false, limit, resetsOn: `${periodOf(resetOf(clock(), 'month', zone) ?? 0, 'month', zone)}-01` }
      counted.set(`${account} ${period}`, used + 1)
      return { ok: true }
    },
  }
}
