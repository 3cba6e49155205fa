import type { Catalog } from '@espalier/core/schema'
import type { Deps } from '../deps.ts'
import { monthOf } from './month.ts'

/** One export granted, or the limit that it ran into. */
export type Spent = { ok: true } | { ok: false; limit: number; resetsAt: string }

/** The demo product's own count of exports, which enforces the plan's limit on the server side. */
export interface ExportDesk {
  spend(account: string, plan: Catalog['plans'][number] | undefined): Promise<Spent>
}

/** Counts in memory on top of what Espalier has stored: the page's events arrive a moment after the export itself. */
export function createExportDesk({ store, clock }: Deps): ExportDesk {
  const counted = new Map<string, number>()
  return {
    async spend(account, plan) {
      const { name, endsAt } = monthOf(clock(), (await store.workspace.settings()).zone)
      const stored = (await store.people.metered([account])).find((one) => one.feature === 'exports' && one.period === name)
      const used = Math.max(stored?.used ?? 0, counted.get(`${account} ${name}`) ?? 0)
      const grant = plan?.features['exports']
      const limit = typeof grant === 'object' ? grant.limit : grant === true ? null : 0
      if (limit !== null && used >= limit) return { ok: false, limit, resetsAt: new Date(endsAt).toISOString() }
      counted.set(`${account} ${name}`, used + 1)
      return { ok: true }
    },
  }
}
