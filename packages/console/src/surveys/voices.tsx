import { count, decimal, percent } from '../format.ts'
import { surveyWords } from '../text/surveys.ts'
import { words } from '../text/text.ts'
import { ChartOrTable } from '../ui/chart-or-table.tsx'
import { Table } from '../ui/table.tsx'
import { IntervalRows, type IntervalRow } from './interval-rows.tsx'
import type { SurveyReport } from './wire.ts'

type Nps = SurveyReport['nps']
type Csat = SurveyReport['csat']

/** Something that was answered, by month or by group, and the figures of it. */
interface Said<F> {
  name: string
  figures: F
}

/** The NPS of months or groups, with its interval. */
export function NpsRows({ title, rows }: { title: string; rows: readonly Said<Nps>[] }) {
  const drawn = rows.map(({ name, figures: { n, nps, margin } }): IntervalRow & { n: number | null; spread: string } => {
    const [low, high] = [Math.max(-100, (nps ?? 0) - (margin ?? 0)), Math.min(100, (nps ?? 0) + (margin ?? 0))]
    return { name, value: nps, low, high, text: decimal(nps, 0), n, spread: `± ${decimal(margin, 0)}` }
  })
  return <Rows title={title} rows={drawn} domain={[-100, 100]} />
}

/** The CSAT of months or groups, with its interval. */
export function CsatRows({ title, rows }: { title: string; rows: readonly Said<Csat>[] }) {
  const drawn = rows.map(({ name, figures: { n, share, low, high } }) => ({
    name,
    value: share,
    low: low ?? 0,
    high: high ?? 0,
    text: percent(share, 0),
    n,
    spread: `${percent(low, 0)} – ${percent(high, 0)}`,
  }))
  return <Rows title={title} rows={drawn} domain={[0, 1]} />
}

function Rows(props: { title: string; rows: readonly (IntervalRow & { n: number | null; spread: string })[]; domain: [number, number] }) {
  const { title, rows, domain } = props
  const w = words(surveyWords)
  return (
    <ChartOrTable
      title={title}
      chart={() => (
        <IntervalRows rows={rows} domain={domain} told={`${title}: ${rows.map(({ name, text }) => `${name} ${text}`).join('; ')}`} />
      )}
      table={() => (
        <Table
          caption={title}
          dense
          columns={[
            { key: 'name', head: '', label: title },
            { key: 'value', head: title, label: title, number: true },
            { key: 'spread', head: w.margin, number: true },
            { key: 'n', head: w.people, number: true },
          ]}
          rows={rows.map((row) => ({
            key: row.name,
            cells: {
              name: row.name,
              value: row.text,
              spread: row.value === null ? '–' : row.spread,
              n: row.n === null ? '–' : count(row.n),
            },
          }))}
        />
      )}
    />
  )
}
