import type { Condition } from '@espalier/core/schema'
import { useMemo, useState } from 'preact/hooks'
import { QueryBuilder, type RuleGroupType } from 'react-querybuilder'
import { factWords } from '../text/facts.ts'
import { rulesWords } from '../text/rules.ts'
import { words } from '../text/text.ts'
import { AddFact } from './add-fact.tsx'
import type { Names } from './names.ts'
import { RuleChoice } from './rule-choice.tsx'
import { RuleFact, type RuleContext } from './rule-fact.tsx'
import { countOf, fieldOf, type RuleField } from './rule-field.ts'
import { ruleFields } from './rule-fields.ts'
import { toCondition, toQuery, type QueryGroup } from './rule-query.ts'
import { RuleValue, type ValueContext } from './rule-value.tsx'
import './rules.css'

const NAMES = {
  queryBuilder: 'rules',
  ruleGroup: 'rule-group',
  header: 'rule-group-head',
  body: 'rule-group-body',
  rule: 'rule',
  addRule: 'button small',
  addGroup: 'button small quiet',
  removeRule: 'button small quiet',
  removeGroup: 'button small quiet',
  notToggle: 'check',
}

/** The condition as lines that can be added, changed and nested. It is handed on after every change. */
export function RuleBuilder(props: { condition: Condition; names: Names; onChange: (condition: Condition) => void }) {
  const { condition, names, onChange } = props
  const { locale, catalog, definitions, campaigns } = names
  const w = words(rulesWords)
  const [more, setMore] = useState<string[]>([])
  const groups = useMemo(() => ruleFields(names, condition, more), [locale, catalog, definitions, campaigns, condition, more])
  const fields = useMemo(() => new Map(groups.flatMap((group) => group.options.map((one) => [one.name, one]))), [groups])
  const [written, setWritten] = useState<{ condition: Condition; query: QueryGroup }>()
  // The builder keeps ids in its lines, and groups that are still empty; what it wrote itself comes back as it was.
  const query = written?.condition === condition ? written.query : (toQuery(condition) ?? { combinator: 'and', rules: [] })
  const change = (next: QueryGroup) => {
    const read = toCondition(next)
    const same = JSON.stringify(read) === JSON.stringify(condition)
    setWritten({ condition: same ? condition : read, query: next })
    if (!same) onChange(read)
  }
  const context: RuleContext & ValueContext = { groups, fields }
  const of = (path: string) => fields.get(fieldOf(path))

  return (
    <div class="rule-builder">
      <QueryBuilder
        query={query as RuleGroupType}
        onQueryChange={(next: RuleGroupType) => change(next as QueryGroup)}
        fields={groups.map(({ label, options }) => ({
          label,
          options: options.map((one) => ({ name: one.name, value: one.name, label: one.label })),
        }))}
        combinators={[
          { name: 'and', value: 'and', label: w.all },
          { name: 'or', value: 'or', label: w.any },
        ]}
        getDefaultField={() => 'plan.id'}
        getOperators={(name: string) => operatorsOf(of(name), w.operators)}
        getDefaultValue={(rule: { field: string; operator: string }) => startOf(of(rule.field), rule.operator)}
        getDefaultOperator={(name: string) => operatorsOf(of(name), w.operators)[0]?.name ?? 'is'}
        controlElements={{ fieldSelector: RuleFact, combinatorSelector: RuleChoice, operatorSelector: RuleChoice, valueEditor: RuleValue }}
        controlClassnames={NAMES}
        translations={{
          ...w.translations,
          removeRule: { ...w.translations.removeRule, label: <Remove what={w.translations.removeRule.title} /> },
          removeGroup: { ...w.translations.removeGroup, label: <Remove what={w.translations.removeGroup.title} /> },
        }}
        context={context}
        showNotToggle
        resetOnFieldChange
        resetOnOperatorChange
      />
      <AddFact
        onAdd={(path) => {
          setMore([...more, path])
          const line = countOf(path) ? { field: path, operator: '$gte', value: 1 } : { field: path, operator: '$exists', value: true }
          onChange(toCondition({ combinator: 'and', rules: [...wrapped(query), line] }))
        }}
      />
      <p class="hint">
        <a href="/console/settings/segments">{words(factWords).toSegments}</a>
      </p>
    </div>
  )
}

function Remove({ what }: { what: string }) {
  return (
    <>
      <span aria-hidden="true">✕</span>
      <span class="unseen">{what}</span>
    </>
  )
}

/** The lines of the outermost group, or the group itself where it is more than a list of lines that all hold. */
function wrapped(query: QueryGroup): QueryGroup['rules'] {
  return query.combinator === 'and' && !query.not ? query.rules : [query]
}

const BY_KIND: Record<RuleField['kind'], readonly string[]> = {
  number: ['$gte', '$gt', '$lte', '$lt', '$eq', '$ne', 'is', '$exists'],
  share: ['$gte', '$gt', '$lte', '$lt', '$eq'],
  boolean: ['is', '$eq', '$ne', '$exists'],
  choice: ['is', '$in', '$nin', '$eq', '$ne', '$exists'],
  text: ['is', '$ne', '$in', '$nin', '$gte', '$gt', '$lte', '$lt', '$eq', '$exists'],
}

function operatorsOf(field: RuleField | undefined, labels: Record<string, string>) {
  const ordered = field?.numeric ? [...BY_KIND.choice, '$gte', '$gt', '$lte', '$lt'] : BY_KIND[field?.kind ?? 'text']
  return ordered.map((name) => ({ name, value: name, label: labels[name] ?? name }))
}

function startOf(field: RuleField | undefined, operator: string): unknown {
  if (operator === '$exists' || field?.kind === 'boolean') return true
  const [first] = field?.values ?? []
  const value = first && (field?.numeric ? Number(first.name) : first.name)
  if (operator === '$in' || operator === '$nin') return value === undefined ? [] : [value]
  if (field?.kind === 'number') return 1
  if (field?.kind === 'share') return 0.8
  return value ?? ''
}
