import type { CampaignReport } from '@espalier/core/schema'
import { request } from '../api.ts'

export type { CampaignReport }

/** The report of one campaign as of now. */
export function readReport(id: string): Promise<CampaignReport> {
  return request('GET', `/v1/reports/campaigns/${encodeURIComponent(id)}`)
}
