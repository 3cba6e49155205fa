import { count, moment } from '../format.ts'
import { deliveryWords } from '../text/delivery.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import type { LossReport, Refused } from './wire.ts'

/** What this server refused since it was started, why, and what helps. */
export function RefusedEvents({ refused: { since, events, reasons } }: Pick<LossReport, 'refused'>) {
  const w = words(deliveryWords)
  return (
    <section class="stack-16" aria-labelledby="refused-title">
      <div>
        <h3 id="refused-title">{w.refusedTitle}</h3>
        <p class="note">{w.refusedText(moment(since))}</p>
      </div>
      {events === 0 ? (
        <p role="status">{w.noneRefused}</p>
      ) : (
        <Table
          caption={w.refusedTitle}
          columns={[
            { key: 'reason', head: w.why },
            { key: 'events', head: w.events, number: true },
            { key: 'advice', head: w.advice },
          ]}
          rows={reasons.map((one) => ({
            key: `${one.reason} ${one.field}`,
            cells: { reason: reasonOf(one), events: count(one.events), advice: w.refusalAdvices[one.reason] },
          }))}
        />
      )}
    </section>
  )
}

/** Why an event was refused, with the field that it is about. */
export function reasonOf({ reason, field }: Pick<Refused, 'reason' | 'field'>): string {
  const w = words(deliveryWords)
  return field === '' ? w.refusals[reason] : w.atField(w.refusals[reason], field)
}
