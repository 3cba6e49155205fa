import type { HomeFigureId } from '@espalier/core/schema'

/**
 * What others published, to see oneself beside it. No source says of which companies it holds here; targets are a choice of one's own.
 * `source` is a name that the console has words for.
 */
export const BENCHMARKS: Partial<Record<HomeFigureId, { value: number; source: string }>> = {
  customerChurn: { value: 0.03, source: 'saas-monthly-churn' },
  // Retention over a year, unlike churn.
  nrr: { value: 1.01, source: 'private-b2b-2024' },
  grr: { value: 0.88, source: 'private-b2b-2024' },
  quickRatio: { value: 4, source: 'rule-of-thumb' },
  nps: { value: 41, source: 'saas-nps-2022' },
}
