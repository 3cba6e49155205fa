import { count, percent } from '../format.ts'
import { funnelWords } from '../text/funnel.ts'
import { words } from '../text/text.ts'
import { ChartOrTable } from '../ui/chart-or-table.tsx'
import { Definition } from '../ui/definition.tsx'
import { Table } from '../ui/table.tsx'
import type { FunnelReport } from './wire.ts'

/** Who came how far. Bars are shares of the first step. */
export function Steps({ report: { steps } }: { report: FunnelReport }) {
  const w = words(funnelWords)
  if (steps[0]?.reached === 0) return <p class="note">{w.nobody}</p>
  return <ChartOrTable title={w.result} chart={() => <Bars steps={steps} />} table={() => <Numbers steps={steps} />} />
}

type Steps = { steps: FunnelReport['steps'] }

function Bars({ steps }: Steps) {
  const w = words(funnelWords)
  return (
    <ol class="funnel-bars">
      {steps.map(({ event, reached, ofFirst, ofPrevious }, index) => {
        const before = steps[index - 1]
        return (
          <li key={index}>
            <div class="funnel-bar-head">
              <span class="funnel-bar-name">
                {index + 1}. {event}
              </span>
              <span class="figure">
                {count(reached)} <span class="note">{percent(ofFirst)}</span>
              </span>
            </div>
            <span class="track" aria-hidden="true">
              <span style={{ width: `${(ofFirst ?? 0) * 100}%` }} />
            </span>
            {before && (
              <p class="note">
                {w.ofPrevious} {percent(ofPrevious)} · {w.lost(count(before.reached - reached))}
              </p>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function Numbers({ steps }: Steps) {
  const w = words(funnelWords)
  const { defined } = w
  return (
    <Table
      caption={w.result}
      columns={[
        { key: 'event', head: w.steps, label: w.steps },
        { key: 'reached', head: <Definition text={defined.reached}>{w.reached}</Definition>, label: w.reached, number: true },
        { key: 'first', head: <Definition text={defined.ofFirst}>{w.ofFirst}</Definition>, label: w.ofFirst, number: true },
        { key: 'previous', head: <Definition text={defined.ofPrevious}>{w.ofPrevious}</Definition>, label: w.ofPrevious, number: true },
      ]}
      rows={steps.map(({ event, reached, ofFirst, ofPrevious }, index) => ({
        key: String(index),
        cells: { event: `${index + 1}. ${event}`, reached: count(reached), first: percent(ofFirst), previous: percent(ofPrevious) },
      }))}
    />
  )
}
