import { pathsOf } from '@espalier/core'
import type { Catalog, Condition, Locale } from '@espalier/core/schema'
import { nameOfFeature } from './names.ts'

/** A fact that a line of the builder can ask about. */
export interface RuleField {
  /** The fact's path. */
  name: string
  label: string
  /** `share` is kept as 0 to 1 and shown in per cent. */
  kind: 'number' | 'share' | 'boolean' | 'choice' | 'text'
  values?: { name: string; label: string }[]
}

/** Fields under one heading. */
export interface RuleFieldGroup {
  label: string
  options: RuleField[]
}

/** The facts that the catalogue, the events that features count, and the condition itself make known. */
export function ruleFields(catalog: Catalog | undefined, condition: Condition, more: readonly string[], locale: Locale): RuleFieldGroup[] {
  const ja = locale === 'ja'
  const plans = (catalog?.plans ?? []).filter((one) => one.kind === 'plan').map((one) => ({ name: one.id, label: one.name[locale] }))
  const paths = pathsOf(condition)
  const named = (id: string) => nameOfFeature(id, { locale, catalog })

  const account: RuleField[] = [
    { name: 'plan.id', label: ja ? 'プラン' : 'Plan', kind: plans.length > 0 ? 'choice' : 'text', values: plans },
    { name: 'account.seats', label: ja ? '席数' : 'Seats', kind: 'number' },
    { name: 'account.industry', label: ja ? '業種' : 'Industry', kind: 'text' },
    { name: 'account.touch', label: ja ? 'タッチモデル' : 'Touch model', kind: 'text' },
  ]
  const user: RuleField[] = [
    { name: 'user.role', label: ja ? 'ユーザーの役割' : 'Role', kind: 'text' },
    { name: 'user.daysSinceFirstSeen', label: ja ? '初回利用からの日数' : 'Days since first seen', kind: 'number' },
  ]
  const limits = (catalog?.features ?? [])
    .filter((one) => one.kind === 'metered')
    .flatMap(({ id }): RuleField[] => [
      { name: `limit.${id}.ratio`, label: ja ? `${named(id)}：上限に対する割合` : `${named(id)}: share of the limit used`, kind: 'share' },
      { name: `limit.${id}.remaining`, label: ja ? `${named(id)}：残り` : `${named(id)}: left`, kind: 'number' },
      { name: `limit.${id}.used`, label: ja ? `${named(id)}：使用数` : `${named(id)}: used`, kind: 'number' },
      {
        name: `limit.${id}.forecastDays`,
        label: ja ? `${named(id)}：上限に達するまでの日数` : `${named(id)}: days until the limit`,
        kind: 'number',
      },
    ])
  const features = (catalog?.features ?? []).map(({ id }): RuleField => ({
    name: `feature.${id}`,
    label: ja ? `${named(id)}が使える` : `Has ${named(id)}`,
    kind: 'boolean',
  }))
  const events = [...new Set([...eventNames(catalog), ...paths.flatMap((path) => eventOf(path) ?? [])])].flatMap((event): RuleField[] =>
    (['count', 'count7d', 'count30d', 'daysSinceLast'] as const).map((window) => ({
      name: `event.${event}.${window}`,
      label: ja ? `${event}：${WINDOWS.ja[window]}` : `${event}: ${WINDOWS.en[window]}`,
      kind: 'number',
    })),
  )
  const groups: RuleFieldGroup[] = [
    { label: ja ? 'アカウント' : 'Account', options: account },
    { label: ja ? '利用量と上限' : 'Usage and limits', options: limits },
    { label: ja ? '機能' : 'Features', options: features },
    { label: ja ? 'イベント' : 'Events', options: events },
    { label: ja ? 'ユーザー' : 'Person', options: user },
  ]
  const known = new Set(groups.flatMap((group) => group.options.map((one) => one.name)))
  const other = [...new Set([...paths, ...more])].filter((path) => !known.has(path))
  groups.push({ label: ja ? 'その他' : 'Other facts', options: other.map((name) => ({ name, label: name, kind: 'text' })) })
  return groups.filter((group) => group.options.length > 0)
}

const WINDOWS = {
  en: { count: 'times ever', count7d: 'times in 7 days', count30d: 'times in 30 days', daysSinceLast: 'days since the last time' },
  ja: { count: '累計回数', count7d: '7日間の回数', count30d: '30日間の回数', daysSinceLast: '最後からの日数' },
} as const

/** The events that the catalogue's metered features count. */
export function eventNames(catalog: Catalog | undefined): string[] {
  return [...new Set((catalog?.features ?? []).flatMap((one) => one.event ?? []))]
}

function eventOf(path: string): string | undefined {
  return /^event\.(.+)\.[a-zA-Z0-9]+$/.exec(path)?.[1]
}
