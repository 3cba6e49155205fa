import { useState } from 'preact/hooks'
import { count, day as writeDay } from '../format.ts'
import { DayBars } from '../reports/day-bars.tsx'
import { replayWords } from '../text/replay.ts'
import { words } from '../text/text.ts'
import { Segmented } from '../ui/segmented.tsx'
import { Table } from '../ui/table.tsx'
import type { ReplayDay } from './wire.ts'

/** Impressions day by day, as a chart or as a table with the same numbers. */
export function PerDay({ days }: { days: readonly ReplayDay[] }) {
  const w = words(replayWords)
  const [form, setForm] = useState<'chart' | 'table'>('chart')
  return (
    <section class="daily" aria-labelledby="per-day-title">
      <div class="row">
        <h3 id="per-day-title">{w.perDay}</h3>
        <span class="push">
          <Segmented
            label={w.perDay}
            value={form}
            onChange={setForm}
            options={[
              { value: 'chart', label: w.chart },
              { value: 'table', label: w.table },
            ]}
          />
        </span>
      </div>
      {form === 'chart' ? (
        <DayBars
          label={w.perDay}
          parts={[
            { look: 'shown', label: w.shown },
            { look: 'held', label: w.heldOut },
          ]}
          days={days.map(({ day, shown, heldOut }) => ({ day, values: [shown, heldOut] }))}
        />
      ) : (
        <Table
          caption={w.perDay}
          stack={false}
          dense
          columns={[
            { key: 'day', head: w.day, label: w.day },
            { key: 'shown', head: w.shown, label: w.shown, number: true },
            { key: 'heldOut', head: w.heldOut, label: w.heldOut, number: true },
            { key: 'people', head: w.people, label: w.people, number: true },
          ]}
          rows={days.toReversed().map(({ day, shown, heldOut, people }) => ({
            key: day,
            cells: { day: writeDay(day), shown: count(shown), heldOut: count(heldOut), people: count(people) },
          }))}
        />
      )}
    </section>
  )
}
