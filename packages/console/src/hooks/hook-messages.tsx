import { count, moment } from '../format.ts'
import { reasonOf } from '../delivery/refused.tsx'
import { hookWords } from '../text/hooks.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import type { HookMessage } from './wire.ts'

/** Reasons that one line of the list has room for. */
const MOST_REASONS = 5

/** The last messages to the owner: delivered, or why not yet and when they are sent next. */
export function HookMessages({ messages }: { messages: readonly HookMessage[] }) {
  const w = words(hookWords)
  if (messages.length === 0) return <p class="note">{w.none}</p>
  return (
    <Table
      caption={w.messages}
      dense
      columns={[
        { key: 'type', head: w.message },
        { key: 'at', head: w.at },
        { key: 'attempts', head: w.attempts, number: true },
        { key: 'became', head: w.became },
      ]}
      rows={messages.map((one) => ({
        key: one.id,
        cells: {
          type: <Told message={one} />,
          at: moment(one.at),
          attempts: count(one.attempts),
          became: <Became message={one} />,
        },
      }))}
    />
  )
}

/** What it tells of; of refused events also why they were, the most first. */
function Told({ message: { type, reasons = [] } }: { message: HookMessage }) {
  const w = words(hookWords)
  return (
    <>
      {w.types[type] ?? type}
      {reasons.slice(0, MOST_REASONS).map((one) => (
        <span key={`${one.reason} ${one.field}`} class="cell-note">
          {w.timesOf(reasonOf(one), count(one.events))}
        </span>
      ))}
    </>
  )
}

function Became({ message: { deliveredAt, problem, nextAt } }: { message: HookMessage }) {
  const w = words(hookWords)
  if (deliveredAt !== undefined) return <Tag tone="good">{w.delivered(moment(deliveredAt))}</Tag>
  const said = problem?.startsWith('http-') ? w.answered(problem.slice(5)) : problem && (w.problems[problem] ?? problem)
  return (
    <>
      <Tag tone={said ? 'warn' : 'plain'}>{said ?? w.waiting}</Tag>
      {said && nextAt !== undefined && <span class="cell-note">{w.next(moment(nextAt))}</span>}
    </>
  )
}
