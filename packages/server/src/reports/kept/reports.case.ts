import { featureQuery, homeQuery, revenueQuery, surveyQuery } from '@espalier/core/schema'
import { listCampaigns } from '../../campaigns/list-campaigns.ts'
import { iso } from '../../decisions/workspace.case.ts'
import { openReader } from '../../store/open.ts'
import type { Store } from '../../store/store.ts'
import { campaignReport } from '../campaign-report.ts'
import { featureReport } from '../features/features.ts'
import { heldBack, heldBackQuery } from '../held-back/held-back.ts'
import { listSpared, sparedQuery } from '../held-back/spared.ts'
import { homeAccounts } from '../home/accounts.ts'
import { homeReport } from '../home/home.ts'
import { revenueReport } from '../revenue/revenue.ts'
import { surveyReport } from '../surveys/surveys.ts'
import { DAY } from './history.case.ts'

/** What the reports say, as bytes. */
export async function reports(store: Store, now: number): Promise<string> {
  const home = await homeReport(store, homeQuery.parse({}), now)
  const step = await homeAccounts(store, { step: 'signals' }, now)
  const lists = []
  for (const figure of ['engagement', 'onboarding', 'upsellPerExposed', 'incrementalUpsell', 'keptExpansion'] as const)
    lists.push(await homeAccounts(store, { step: figure }, now))
  const spared = await homeAccounts(store, { step: 'leaveAlone', by: 'phase', value: 'adoption' }, now)
  const features = await featureReport(store, featureQuery.parse({}), now)
  const week = await featureReport(store, featureQuery.parse({ days: 7, by: 'plan', value: 'team' }), now)
  const before = await homeReport(store, homeQuery.parse({ month: iso(now - 31 * DAY).slice(0, 7) }), now)
  const revenue = await revenueReport(store, revenueQuery.parse({}), now)
  const campaigns = [
    await campaignReport(store, 'offer', now),
    await campaignReport(store, 'exporting', now),
    await listCampaigns(store, now, () => undefined),
  ]
  const heldBackDays = await heldBack(store, heldBackQuery.parse({}), now)
  const left = await listSpared(store, sparedQuery.parse({ days: 60 }), now)
  const surveys = await surveyReport(store, surveyQuery.parse({}), now)
  return JSON.stringify([home, step, lists, spared, features, week, before, revenue, campaigns, heldBackDays, left, surveys])
}

/** What the reports say to somebody who remembers nothing. */
export async function reportsAnew({ database }: Store, now: number): Promise<string> {
  const fresh = await openReader(database.location)
  try {
    return await reports(fresh, now)
  } finally {
    await fresh.close()
  }
}
