import type { FeatureReport } from '@espalier/core/schema'
import { request } from '../api.ts'
import { address } from '../address.ts'

export type { FeatureReport }

/** What accounts use, and what they touch of what is locked. */
export function readFeatures(asked: { days: string; by?: string | undefined; value?: string | undefined }): Promise<FeatureReport> {
  return request('GET', address('/v1/reports/features', asked))
}
