import type { LeadMoment } from '@espalier/core/schema'
import { day, momentIn } from '../format.ts'
import { leadEvidenceWords } from '../text/lead-evidence.ts'
import { leadWords } from '../text/leads.ts'
import { words } from '../text/text.ts'

type Change = LeadMoment['changes'][number]

/** Everything that became of a lead on both sides, the newest first. `zone` is the one whose clock the moments are shown by. */
export function Timeline({ timeline, zone }: { timeline: readonly LeadMoment[]; zone: string }) {
  const w = words(leadEvidenceWords)
  return (
    <section class="panel stack-16" aria-labelledby="timeline-title">
      <div>
        <h2 id="timeline-title">{w.timeline}</h2>
        <p class="note">{w.timelineText}</p>
      </div>
      <ol class="lead-timeline">
        {timeline.map((one, index) => (
          <li key={`${one.at}-${timeline.length - index}`}>
            <p class="lead-moment">
              <time dateTime={one.at}>{momentIn(one.at, zone)}</time>
              <span>{w.by[one.by](one.author ?? '')}</span>
            </p>
            <dl class="facts">
              {one.changes.map((change) => (
                <div key={change.field} class="fact">
                  <dt>{w.fields[change.field]}</dt>
                  <dd>
                    <Difference change={change} />
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Difference({ change: { field, before, after } }: { change: Change }) {
  const w = words(leadEvidenceWords)
  if (before === null && after === null) return <span class="note">{w.deletedText}</span>
  const [was, is] = [valueOf(field, before), valueOf(field, after)]
  if (before === null || before === after) return <>{is}</>
  return (
    <>
      <del class="lead-before">
        <span class="unseen">{w.before}</span>
        {was}
      </del>{' '}
      <span aria-hidden="true">→</span> <span class="unseen">{w.after}</span>
      {is}
    </>
  )
}

function valueOf(field: Change['field'], value: string | null): string {
  const l = words(leadWords)
  if (value === null) return words(leadEvidenceWords).emptied
  if (field === 'state') return (l.states as Record<string, string>)[value] ?? value
  if (field === 'side') return (l.sides as Record<string, string>)[value] ?? value
  return field === 'dueOn' ? day(value) : value
}
