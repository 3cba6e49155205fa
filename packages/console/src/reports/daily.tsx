import { count, day } from '../format.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import { ChartOrTable } from '../ui/chart-or-table.tsx'
import { DailyLines } from './daily-lines.tsx'
import { DayBars } from '../charts/day-bars.tsx'
import { Term } from './term.tsx'
import type { CampaignReport } from './wire.ts'

/** What happened day by day, as charts or as a table with the same numbers. */
export function Daily({ report }: { report: CampaignReport }) {
  const w = words(reportWords)
  return (
    <ChartOrTable
      title={w.daily}
      chart={() => (
        <div class="halves">
          <figure>
            <figcaption class="note">
              <Term of="daily.shown">{w.shownPerDay}</Term>
            </figcaption>
            <DayBars
              label={w.shownPerDay}
              parts={[{ look: 'shown', label: w.shown }]}
              days={report.daily.map(({ day: at, shown }) => ({ day: at, values: [shown] }))}
            />
          </figure>
          <figure>
            <figcaption class="note">
              <Term of="daily.soFar">{w.soFar}</Term>
            </figcaption>
            <DailyLines report={report} />
          </figure>
        </div>
      )}
      table={() => <DailyTable days={report.daily} />}
    />
  )
}

function DailyTable({ days }: { days: CampaignReport['daily'] }) {
  const w = words(reportWords)
  return (
    <Table
      caption={w.daily}
      stack={false}
      dense
      columns={[
        { key: 'day', head: w.day },
        { key: 'shown', head: <Term of="daily.shown">{w.shown}</Term>, label: w.shown, number: true },
        { key: 'engaged', head: <Term of="daily.engaged">{w.engaged}</Term>, label: w.engaged, number: true },
        { key: 'accepted', head: <Term of="daily.accepted">{w.accepted}</Term>, label: w.accepted, number: true },
        { key: 'converted', head: <Term of="daily.converted">{w.convertedShown}</Term>, label: w.convertedShown, number: true },
        { key: 'heldOut', head: <Term of="daily.convertedHeldOut">{w.convertedHeldOut}</Term>, label: w.convertedHeldOut, number: true },
      ]}
      rows={days.toReversed().map((one) => ({
        key: one.day,
        cells: {
          day: day(one.day),
          shown: count(one.shown),
          engaged: count(one.engaged),
          accepted: count(one.accepted),
          converted: count(one.converted),
          heldOut: count(one.convertedHeldOut),
        },
      }))}
    />
  )
}
