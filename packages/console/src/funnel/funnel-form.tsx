import { useId, useState } from 'preact/hooks'
import { PropertyLines } from '../campaigns/property-lines.tsx'
import { funnelWords } from '../text/funnel.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { FEWEST, isWhole, MOST, PERIODS, WINDOWS, type Question, type Step } from './question.ts'
import '../campaigns/rule-forms.css'

/** What is asked: the steps in their order, who takes them, and in which time. */
export function FunnelForm(props: { initial: Question; events: readonly string[]; onAsk: (question: Question) => void }) {
  const { initial, events, onAsk } = props
  const w = words(funnelWords)
  const list = useId()
  const [question, setQuestion] = useState(initial)
  // Rows keep their content when one above them moves or goes.
  const [rows, setRows] = useState(() => initial.steps.map((step, id) => ({ id, step })))
  const [next, setNext] = useState(initial.steps.length)
  const change = (to: typeof rows) => {
    setRows(to)
    setQuestion({ ...question, steps: to.map(({ step }) => step) })
  }
  const put = (index: number, step: Step) => change(rows.map((row, at) => (at === index ? { ...row, step } : row)))
  const swap = (index: number, other: number) =>
    change(rows.map((row, at) => (at === index ? (rows[other] ?? row) : at === other ? (rows[index] ?? row) : row)))
  const add = () => {
    change([...rows, { id: next, step: { event: '' } }])
    setNext(next + 1)
  }
  return (
    <form
      class="panel stack-16"
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole(question)) onAsk({ ...question, steps: question.steps.map((one) => ({ ...one, event: one.event.trim() })) })
      }}
    >
      <datalist id={list}>
        {events.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <ol class="funnel-steps" aria-label={w.steps}>
        {rows.map(({ id, step }, index) => (
          <li key={id} class="funnel-step">
            <div class="funnel-step-head">
              <Field label={w.step(index + 1)}>
                {(field) => (
                  <input
                    {...field}
                    list={list}
                    maxLength={200}
                    placeholder={w.placeholder}
                    value={step.event}
                    onInput={({ currentTarget: { value } }) => put(index, { ...step, event: value })}
                  />
                )}
              </Field>
              <span class="row">
                <Button small kind="quiet" label={w.earlier(index + 1)} disabled={index === 0} onClick={() => swap(index, index - 1)}>
                  ↑
                </Button>
                <Button
                  small
                  kind="quiet"
                  label={w.later(index + 1)}
                  disabled={index === rows.length - 1}
                  onClick={() => swap(index, index + 1)}
                >
                  ↓
                </Button>
                <Button
                  small
                  kind="quiet"
                  label={w.remove(index + 1)}
                  disabled={rows.length <= FEWEST}
                  onClick={() => change(rows.filter((_, at) => at !== index))}
                >
                  ✕
                </Button>
              </span>
            </div>
            <PropertyLines
              value={step.where}
              path={`steps[${index}].where`}
              errors={[]}
              onChange={(where) => put(index, { event: step.event, ...(where !== undefined && { where }) })}
            />
          </li>
        ))}
      </ol>
      <div>
        <Button small disabled={rows.length >= MOST} onClick={add}>
          {w.add}
        </Button>
      </div>
      <div class="funnel-ask">
        <Choice label={w.by} value={question.by} options={w.bys} choose={(by) => setQuestion({ ...question, by })} />
        <Choice label={w.period} value={question.days} options={daysOf(PERIODS)} choose={(days) => setQuestion({ ...question, days })} />
        <Choice
          label={w.window}
          value={question.windowDays}
          options={daysOf(WINDOWS)}
          choose={(windowDays) => setQuestion({ ...question, windowDays })}
        />
        <Button type="submit" kind="primary" disabled={!isWhole(question)}>
          {w.ask}
        </Button>
      </div>
    </form>
  )
}

function Choice<V extends string>(props: { label: string; value: V; options: Readonly<Record<V, string>>; choose: (value: V) => void }) {
  const { label, value, options, choose } = props
  return (
    <Field label={label}>
      {(field) => (
        <select {...field} value={value} onChange={(event) => choose(event.currentTarget.value as V)}>
          {Object.entries<string>(options).map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function daysOf<V extends string>(all: readonly V[]): Record<V, string> {
  const { days } = words(funnelWords)
  return Object.fromEntries(all.map((one) => [one, days(one)])) as Record<V, string>
}
