import type { Condition } from '@espalier/core/schema'
import { useEffect, useRef, useState } from 'preact/hooks'
import { rulesWords } from '../text/rules.ts'
import { words } from '../text/text.ts'
import { triggerWords } from '../text/triggers.ts'
import { Button } from '../ui/button.tsx'
import { JsonEditor } from './json-editor.tsx'
import { toCondition, toLines, type QueryRule } from './rule-query.ts'
import { readText, writeText } from './rule-text.ts'
import { TypedText } from './typed-text.tsx'

const OPERATORS = ['is', '$ne', '$gte', '$gt', '$lte', '$lt', '$in', '$nin', '$exists'] as const

/** What the properties of an event must be: lines that must all hold. What has no line is edited as JSON. */
export function PropertyLines(props: {
  value: Condition | undefined
  /** Where the condition stands, for the errors. */
  path: string
  errors: readonly { path: string; message: string }[]
  onChange: (value: Condition | undefined) => void
  onReadable?: (readable: boolean) => void
}) {
  const { value, path, errors, onChange, onReadable } = props
  const w = words(triggerWords)
  const [lines, setLines] = useState(() => toLines(value ?? {}))
  const last = useRef(JSON.stringify(value))
  useEffect(() => {
    const now = JSON.stringify(value)
    if (now === last.current) return
    last.current = now
    setLines(toLines(value ?? {}))
  }, [value])

  if (!lines) {
    return (
      <>
        <p class="hint">{w.whereJson}</p>
        <JsonEditor
          label={w.where}
          value={value}
          path={path}
          errors={errors}
          onChange={(next) => onChange(next as Condition)}
          {...(onReadable && { onReadable })}
        />
      </>
    )
  }
  const change = (next: QueryRule[]) => {
    setLines(next)
    const named = next.filter((one) => one.field.trim() !== '')
    const condition = named.length > 0 ? toCondition({ combinator: 'and', rules: named }) : undefined
    last.current = JSON.stringify(condition)
    onChange(condition)
  }
  const put = (index: number, part: Partial<QueryRule>) => change(lines.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <fieldset class="property-lines">
      <legend class={lines.length > 0 ? 'label' : 'unseen'}>{w.where}</legend>
      {lines.map((line, index) => (
        <div key={index} class="property-line">
          <input
            aria-label={w.property}
            placeholder={w.property}
            value={line.field}
            onInput={(event) => put(index, { field: event.currentTarget.value })}
          />
          <select
            aria-label={w.comparison}
            value={line.operator}
            onChange={(event) => put(index, { operator: event.currentTarget.value, value: startOf(event.currentTarget.value, line.value) })}
          >
            {OPERATORS.map((one) => (
              <option key={one} value={one}>
                {words(rulesWords).operators[one]}
              </option>
            ))}
          </select>
          <Value line={line} onChange={(next) => put(index, { value: next })} />
          <Button small kind="quiet" label={w.removeProperty(line.field)} onClick={() => change(lines.filter((_, at) => at !== index))}>
            ✕
          </Button>
        </div>
      ))}
      {errors.map((one) => (
        <p key={one.path} class="error">
          {one.message}
        </p>
      ))}
      <Button small onClick={() => setLines([...lines, { field: '', operator: 'is', value: '' }])}>
        {w.addProperty}
      </Button>
    </fieldset>
  )
}

function Value({ line, onChange }: { line: QueryRule; onChange: (value: unknown) => void }) {
  const w = words(rulesWords)
  const label = words(triggerWords).value
  if (line.operator === '$exists') {
    return (
      <select aria-label={label} value={String(line.value)} onChange={(event) => onChange(event.currentTarget.value === 'true')}>
        <option value="true">{w.set}</option>
        <option value="false">{w.unset}</option>
      </select>
    )
  }
  const several = line.operator === '$in' || line.operator === '$nin'
  return (
    <TypedText
      key={String(several)}
      label={label}
      placeholder={several ? w.commas : label}
      value={line.value}
      several={several}
      onChange={onChange}
    />
  )
}

/** A value that suits the operator, kept from before where that is possible. */
function startOf(operator: string, before: unknown): unknown {
  if (operator === '$exists') return true
  if (typeof before === 'boolean') return ''
  const several = operator === '$in' || operator === '$nin'
  return readText(writeText(before), several)
}
