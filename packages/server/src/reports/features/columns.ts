import type { FeatureReport } from '@espalier/core/schema'
import type { Columns } from '../../http/table.ts'

/** A feature over all plans, or in one. */
interface Line {
  feature: FeatureReport['features'][number]
  plan?: FeatureReport['features'][number]['plans'][number]
  locked?: FeatureReport['locked'][number] | undefined
}

export const FEATURE_COLUMNS: Columns<Line> = [
  ['Feature', '機能', ({ feature }) => feature.feature],
  ['Plan', 'プラン', ({ plan }) => plan?.plan],
  ['Entitled accounts', '使えるアカウント数', ({ feature, plan }) => (plan ?? feature).entitled],
  ['Using accounts', '使ったアカウント数', ({ feature, plan }) => (plan ?? feature).using],
  ['Adoption', '利用率', ({ feature, plan }) => (plan ?? feature).adoption],
  ['Uses', '利用回数', ({ feature, plan }) => (plan ? undefined : feature.uses)],
  ['Uses per account', '1アカウントあたりの回数', ({ feature, plan }) => (plan ? undefined : feature.frequency)],
  ['Touches while locked', 'ロック中に触れた回数', ({ locked }) => locked?.touches],
  ['Accounts that touched it', 'ロック中に触れたアカウント数', ({ locked }) => locked?.accounts],
]

/** Each feature, and below it each plan. */
export function linesOf({ features, locked }: FeatureReport): Line[] {
  return features.flatMap((feature) => [
    { feature, locked: locked.find((one) => one.feature === feature.feature) },
    ...feature.plans.map((plan) => ({ feature, plan })),
  ])
}
