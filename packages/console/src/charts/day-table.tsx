import { count, day as writeDay } from '../format.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'

/** Counts of one day, one for each column. */
export interface DayRow {
  /** `YYYY-MM-DD`. */
  day: string
  values: readonly number[]
}

/** The numbers of a chart by day as a table, the newest day first. `columns` are what is written above the values. */
export function DayTable({ caption, columns, days }: { caption: string; columns: readonly string[]; days: readonly DayRow[] }) {
  const { day } = words(reportWords)
  return (
    <Table
      caption={caption}
      stack={false}
      dense
      columns={[
        { key: 'day', head: day, label: day },
        ...columns.map((label, index) => ({ key: `value-${index}`, head: label, label, number: true })),
      ]}
      rows={days.toReversed().map(({ day: one, values }) => ({
        key: one,
        cells: { day: writeDay(one), ...Object.fromEntries(values.map((value, index) => [`value-${index}`, count(value)])) },
      }))}
    />
  )
}
