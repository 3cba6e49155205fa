import { count } from '../format.ts'
import { deliveryWords } from '../text/delivery.ts'
import { words } from '../text/text.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Table } from '../ui/table.tsx'
import type { Resource } from '../ui/resource.ts'
import { LostDays } from './lost-days.tsx'
import { RefusedEvents } from './refused.tsx'
import type { LossReport } from './wire.ts'

/** What pages could not deliver in the last 30 days, what the server refused, why, and what to do about it. */
export function DeliveryPanel({ report }: { report: Resource<LossReport> }) {
  const w = words(deliveryWords)
  return (
    <section id="delivery" class="panel stack-16" aria-labelledby="delivery-title">
      <h2 id="delivery-title">{w.title}</h2>
      <p class="note">{w.text}</p>
      <Loaded from={report}>
        {(data) => (
          <div class="stack-24">
            <div class="stack-16">
              <Losses report={data} />
            </div>
            <RefusedEvents refused={data.refused} />
          </div>
        )}
      </Loaded>
    </section>
  )
}

function Losses({ report }: { report: LossReport }) {
  const w = words(deliveryWords)
  if (report.events === 0) return <p role="status">{w.none}</p>
  return (
    <>
      <LostDays report={report} />
      <p class="note">{w.counted}</p>
      <Table
        caption={w.why}
        columns={[
          { key: 'reason', head: w.why },
          { key: 'events', head: w.events, number: true },
          { key: 'advice', head: w.advice },
        ]}
        rows={report.totals.map(({ reason, events }) => ({
          key: reason,
          cells: { reason: w.reasons[reason], events: count(events), advice: w.advices[reason] },
        }))}
      />
    </>
  )
}
