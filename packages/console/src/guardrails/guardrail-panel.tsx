import { count, day, moment, percent } from '../format.ts'
import { guardrailWords } from '../text/guardrails.ts'
import { words } from '../text/text.ts'
import { Definition } from '../ui/definition.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { WhyPaused } from './why-paused.tsx'
import { readGuardrails, type Guardrails } from './wire.ts'

const TONES = { fine: 'good', wait: 'plain', crossed: 'bad' } as const

/** How much harm a campaign does, against the cutoffs, and when it was paused for it. */
export function GuardrailPanel({ campaign }: { campaign: string }) {
  const w = words(guardrailWords)
  const status = useResource(`guardrails/${campaign}`, () => readGuardrails(campaign))
  return (
    <section class="panel stack-16" aria-labelledby="guardrails-title">
      <div>
        <h2 id="guardrails-title">{w.title}</h2>
        <p class="note">{w.text}</p>
      </div>
      <Loaded from={status}>{(data) => <Readings status={data} />}</Loaded>
    </section>
  )
}

function Readings({ status: { readings, pauses, since } }: { status: Guardrails }) {
  const w = words(guardrailWords)
  const arm = (one: { accounts: number; harmed: number } | null) => (one ? w.of(count(one.harmed), count(one.accounts)) : '–')
  return (
    <>
      <Table
        caption={w.title}
        dense
        columns={[
          { key: 'metric', label: w.metric, head: w.metric },
          { key: 'shown', label: w.shown, head: w.shown, number: true },
          { key: 'held', label: w.heldOut, head: w.heldOut, number: true },
          { key: 'difference', label: w.difference, head: w.difference, number: true },
          { key: 'low', label: w.atLeast, head: w.atLeast, number: true },
          { key: 'cutoff', label: w.cutoff, head: w.cutoff, number: true },
          { key: 'state', label: w.state, head: w.state },
        ]}
        rows={readings.map((one) => ({
          key: one.metric,
          cells: {
            metric: <Definition text={w.definitions[one.metric] ?? ''}>{w.metrics[one.metric] ?? one.metric}</Definition>,
            shown: arm(one.treated),
            held: arm(one.heldOut),
            difference: percent(one.estimate),
            low: one.state === 'wait' ? '–' : percent(one.low),
            cutoff: percent(one.cutoff),
            state: <Tag tone={TONES[one.state]}>{w.states[one.state] ?? one.state}</Tag>,
          },
        }))}
      />
      {since && <p class="note">{w.since(day(since))}</p>}
      {pauses.length > 0 && (
        <>
          <h3>{w.history}</h3>
          <ul class="stack-12">
            {pauses.toReversed().map(({ at, crossed, lifted }) => (
              <li key={at}>
                <strong>{moment(at)}</strong>
                <WhyPaused crossed={crossed} />
                <p class="note">{lifted ? w.lifted(moment(lifted.at), lifted.author, lifted.reason) : w.standing}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
