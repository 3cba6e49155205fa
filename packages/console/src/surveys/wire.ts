import type { SurveyReport } from '@espalier/core/schema'
import { request } from '../api.ts'
import { address } from '../address.ts'

export type { SurveyReport }

/** What people answered until the end of a month, to one question, or by group. */
export function readSurveys(asked: {
  month?: string | undefined
  campaign?: string | undefined
  by?: string | undefined
}): Promise<SurveyReport> {
  return request('GET', address('/v1/reports/surveys', asked))
}
