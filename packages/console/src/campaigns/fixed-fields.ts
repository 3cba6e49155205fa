import { factWords } from '../text/facts.ts'
import type { Names } from './names.ts'
import type { RuleField } from './rule-field.ts'

/** Facts that every workspace has, by the group that they stand in. `values` of choices are named in the book of facts. */
const FACTS = {
  account: {
    'plan.id': 'plan',
    'account.phase': 'choice',
    'account.touch': 'text',
    'account.daysToRenewal': 'number',
    'account.daysToFiscalYear': 'number',
    'account.seats': 'number',
    'account.industry': 'text',
    'plan.next': 'plan',
    'plan.kind': 'choice',
  },
  person: { 'user.role': 'text', 'user.daysSinceFirstSeen': 'number', 'user.anonymous': 'boolean' },
  page: { 'page.path': 'text', 'page.title': 'text', 'page.locale': 'choice', 'page.device': 'choice' },
  time: {
    'now.hour': 'number',
    'now.weekday': 'weekday',
    'now.date': 'text',
    'now.month': 'number',
    'local.hour': 'number',
    'local.weekday': 'weekday',
    'local.date': 'text',
    'local.month': 'number',
  },
  care: {
    'health.score': 'number',
    'health.onboarded': 'boolean',
    'health.pastDue': 'boolean',
    'health.risk': 'boolean',
    'health.cancelling': 'boolean',
    'health.detractorDays': 'number',
  },
} as const

/** Fields of one group of facts that do not depend on what the workspace named. */
export function fixedFields(group: keyof typeof FACTS, { catalog, locale }: Names): RuleField[] {
  const w = factWords[locale]
  return Object.entries<string>(FACTS[group]).map(([name, kind]): RuleField => {
    const label = w.facts[name] ?? name
    if (kind === 'weekday') return { name, label, kind: 'choice', numeric: true, values: choices(w.values['weekday']) }
    if (kind === 'choice') return { name, label, kind, values: choices(w.values[name]) }
    if (kind !== 'plan') return { name, label, kind: kind as RuleField['kind'] }
    const plans = (catalog?.plans ?? []).filter((one) => one.kind === 'plan').map((one) => ({ name: one.id, label: one.name[locale] }))
    return plans.length > 0 ? { name, label, kind: 'choice', values: plans } : { name, label, kind: 'text' }
  })
}

/** A list of values with their names. */
export function choices(values: Readonly<Record<string, string>> | undefined): { name: string; label: string }[] {
  return Object.entries(values ?? {}).map(([name, label]) => ({ name, label }))
}
