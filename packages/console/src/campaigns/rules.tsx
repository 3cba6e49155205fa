import type { Catalog, Condition } from '@espalier/core/schema'
import { useMemo, useState } from 'preact/hooks'
import { QueryBuilder, type RuleGroupType } from 'react-querybuilder'
import { locale } from '../locale.ts'
import { editorWords } from '../text/editor.ts'
import { rulesWords } from '../text/rules.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { ruleFields, type RuleField } from './rule-fields.ts'
import { toCondition, toQuery, type QueryGroup } from './rule-query.ts'
import { RuleValue } from './rule-value.tsx'
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
export function RuleBuilder(props: { condition: Condition; catalog: Catalog | undefined; onChange: (condition: Condition) => void }) {
  const { condition, catalog, onChange } = props
  const w = words(rulesWords)
  const [more, setMore] = useState<string[]>([])
  const groups = useMemo(() => ruleFields(catalog, condition, more, locale.value), [catalog, condition, more, locale.value])
  const fields = useMemo(() => new Map(groups.flatMap((group) => group.options.map((one) => [one.name, one]))), [groups])
  const [written, setWritten] = useState<{ condition: Condition; query: QueryGroup }>()
  // The builder keeps ids in its lines, and groups that are still empty; what it wrote itself comes back as it was.
  const query = written?.condition === condition ? written.query : (toQuery(condition) ?? { combinator: 'and', rules: [] })

  return (
    <div class="rule-builder">
      <QueryBuilder
        query={query as RuleGroupType}
        onQueryChange={(next: RuleGroupType) => {
          const read = toCondition(next as QueryGroup)
          const same = JSON.stringify(read) === JSON.stringify(condition)
          setWritten({ condition: same ? condition : read, query: next as QueryGroup })
          if (!same) onChange(read)
        }}
        fields={groups.map(({ label, options }) => ({
          label,
          options: options.map((one) => ({ name: one.name, value: one.name, label: one.label })),
        }))}
        combinators={[
          { name: 'and', value: 'and', label: w.all },
          { name: 'or', value: 'or', label: w.any },
        ]}
        getOperators={(name: string) => operatorsOf(fields.get(name), w.operators)}
        getDefaultValue={(rule: { field: string; operator: string }) => startOf(fields.get(rule.field), rule.operator)}
        getDefaultOperator={(name: string) => operatorsOf(fields.get(name), w.operators)[0]?.name ?? 'is'}
        controlElements={{ valueEditor: RuleValue }}
        controlClassnames={NAMES}
        translations={{
          ...w.translations,
          removeRule: { ...w.translations.removeRule, label: <Remove what={w.translations.removeRule.title} /> },
          removeGroup: { ...w.translations.removeGroup, label: <Remove what={w.translations.removeGroup.title} /> },
        }}
        context={{ fields }}
        showNotToggle
        resetOnFieldChange
        resetOnOperatorChange
      />
      <AddFact
        onAdd={(path) => {
          setMore([...more, path])
          onChange(toCondition({ combinator: 'and', rules: [...wrapped(query), { field: path, operator: '$exists', value: true }] }))
        }}
      />
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

function AddFact({ onAdd }: { onAdd: (path: string) => void }) {
  const w = words(editorWords)
  const [path, setPath] = useState('')
  const add = () => {
    if (!path.trim()) return
    onAdd(path.trim())
    setPath('')
  }
  return (
    <div class="add-fact">
      <Field label={w.addFact}>
        {(field) => (
          <input
            {...field}
            value={path}
            placeholder={w.addFactHint}
            onInput={(event) => setPath(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && add()}
          />
        )}
      </Field>
      <Button onClick={add} disabled={!path.trim()}>
        {w.add}
      </Button>
    </div>
  )
}

const BY_KIND: Record<RuleField['kind'], readonly string[]> = {
  number: ['$gte', '$gt', '$lte', '$lt', '$eq', '$ne', 'is', '$exists'],
  share: ['$gte', '$gt', '$lte', '$lt', '$eq'],
  boolean: ['is', '$eq', '$ne', '$exists'],
  choice: ['is', '$in', '$nin', '$eq', '$ne', '$exists'],
  text: ['is', '$ne', '$in', '$nin', '$gte', '$gt', '$lte', '$lt', '$eq', '$exists'],
}

function operatorsOf(field: RuleField | undefined, labels: Record<string, string>) {
  return BY_KIND[field?.kind ?? 'text'].map((name) => ({ name, value: name, label: labels[name] ?? name }))
}

function startOf(field: RuleField | undefined, operator: string): unknown {
  if (operator === '$exists' || field?.kind === 'boolean') return true
  if (operator === '$in' || operator === '$nin') return field?.values?.slice(0, 1).map((one) => one.name) ?? []
  if (field?.kind === 'number') return 1
  if (field?.kind === 'share') return 0.8
  return field?.values?.[0]?.name ?? ''
}
