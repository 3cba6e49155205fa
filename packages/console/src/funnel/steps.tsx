import { count, percent } from '../format.ts'
import { funnelWords } from '../text/funnel.ts'
import { words } from '../text/text.ts'
import { ChartOrTable } from '../ui/chart-or-table.tsx'
import { Definition } from '../ui/definition.tsx'
import { Table } from '../ui/table.tsx'
import { rowsHref, type Question } from './question.ts'
import type { FunnelReport } from './wire.ts'

/** Who came how far. Bars are shares of the first step. */
export function Steps({ report: { steps, to }, question }: { report: FunnelReport; question: Question }) {
  const w = words(funnelWords)
  const hrefOf: HrefOf = (step, which) => rowsHref({ ...question, step, which, to, offset: 0 })
  if (steps[0]?.reached === 0) return <p class="note">{w.nobody}</p>
  return (
    <ChartOrTable
      title={w.result}
      chart={() => <Bars steps={steps} hrefOf={hrefOf} />}
      table={() => <Numbers steps={steps} hrefOf={hrefOf} />}
    />
  )
}

/** Where the rows behind a number are; steps count from 1 on. */
type HrefOf = (step: number, which: 'reached' | 'stopped') => string

type Steps = { steps: FunnelReport['steps']; hrefOf: HrefOf }

function Bars({ steps, hrefOf }: Steps) {
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
                <Opens href={hrefOf(index + 1, 'reached')} label={w.rowsOf(event)} value={reached} />{' '}
                <span class="note">{percent(ofFirst)}</span>
              </span>
            </div>
            <span class="track" aria-hidden="true">
              <span style={{ width: `${(ofFirst ?? 0) * 100}%` }} />
            </span>
            {before && (
              <p class="note">
                {w.ofPrevious} {percent(ofPrevious)} ·{' '}
                {before.reached > reached ? (
                  <a href={hrefOf(index, 'stopped')}>{w.lost(count(before.reached - reached))}</a>
                ) : (
                  w.lost(count(0))
                )}
              </p>
            )}
          </li>
        )
      })}
    </ol>
  )
}

/** A number that opens its rows, where there are any. */
function Opens({ href, label, value }: { href: string; label: string; value: number }) {
  return value === 0 ? (
    <>{count(0)}</>
  ) : (
    <a href={href} aria-label={`${count(value)} · ${label}`}>
      {count(value)}
    </a>
  )
}

function Numbers({ steps, hrefOf }: Steps) {
  const w = words(funnelWords)
  const { defined } = w
  return (
    <Table
      caption={w.result}
      columns={[
        { key: 'event', head: w.steps },
        { key: 'reached', head: <Definition text={defined.reached}>{w.reached}</Definition>, label: w.reached, number: true },
        { key: 'first', head: <Definition text={defined.ofFirst}>{w.ofFirst}</Definition>, label: w.ofFirst, number: true },
        { key: 'previous', head: <Definition text={defined.ofPrevious}>{w.ofPrevious}</Definition>, label: w.ofPrevious, number: true },
      ]}
      rows={steps.map(({ event, reached, ofFirst, ofPrevious }, index) => ({
        key: String(index),
        cells: {
          event: `${index + 1}. ${event}`,
          reached: <Opens href={hrefOf(index + 1, 'reached')} label={w.rowsOf(event)} value={reached} />,
          first: percent(ofFirst),
          previous: percent(ofPrevious),
        },
      }))}
    />
  )
}
