import type { FieldSelectorProps, RuleGroupType } from 'react-querybuilder'
import { factWords } from '../text/facts.ts'
import { rulesWords } from '../text/rules.ts'
import { words } from '../text/text.ts'
import { countOf, fieldOf, type RuleFieldGroup } from './rule-field.ts'
import { renameField, type QueryGroup } from './rule-query.ts'

/** What the controls of one line need beside their own properties. */
export interface RuleContext {
  groups: readonly RuleFieldGroup[]
}

/** The fact of one line; for counts of events also within how many days. */
export function RuleFact({ value = '', handleOnChange, path, schema, context }: FieldSelectorProps) {
  const w = words(factWords)
  const { groups } = context as RuleContext
  // A changed window keeps the comparison. The builder's own state is the newest there is: what is drawn may lag behind typing.
  const rename = (field: string) => {
    const query = schema.getQuery()
    if (query) schema.dispatchQuery(renameField(query as QueryGroup, path, field) as RuleGroupType)
  }
  const count = countOf(value)
  return (
    <span class="rule-fact">
      <select
        aria-label={words(rulesWords).translations.fields.title}
        value={fieldOf(value)}
        onChange={(event) => {
          const next = event.currentTarget.value
          handleOnChange(countOf(next) ? `${next}30d` : next)
        }}
      >
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.options.map((one) => (
              <option key={one.name} value={one.name}>
                {one.label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {count && (
        <label class="window">
          <span>{w.window}</span>
          <span class="unit">
            <input
              type="number"
              inputMode="numeric"
              min={1}
              max={90}
              step={1}
              value={count.days ?? ''}
              placeholder={w.windowEver}
              onInput={(event) => {
                const days = Math.min(90, Math.trunc(event.currentTarget.valueAsNumber))
                rename(days >= 1 ? `${count.field}${days}d` : count.field)
              }}
            />
            <span>{w.windowUnit}</span>
          </span>
        </label>
      )}
    </span>
  )
}
