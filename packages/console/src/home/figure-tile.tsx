import { count, percent } from '../format.ts'
import { homeWords } from '../text/home.ts'
import { revenueWords } from '../text/revenue.ts'
import { words } from '../text/text.ts'
import { Definition } from '../ui/definition.tsx'
import { rowsLink } from './rows-link.ts'
import { Sparkline } from './sparkline.tsx'
import type { HomeFigure, HomeReport } from './wire.ts'
import { writeFigure } from './write-figure.ts'

const COUNTED: ReadonlySet<string> = new Set([
  'customerChurn',
  'upsellPerExisting',
  'upsellPerExposed',
  'crossSellPerExisting',
  'crossSellPerExposed',
  'utilisation',
  'engagement',
  'onboarding',
  'leadConversion',
])

/** Figures beside which stands when churn is counted; what else hangs on it stands next to them. */
const LOST: ReadonlySet<string> = new Set(['grossChurn', 'customerChurn'])

/** One figure: what it means, its value or why there is none, what it is made of, and what to see it beside. */
export function FigureTile({ figure, report }: { figure: HomeFigure; report: HomeReport }) {
  const w = words(homeWords)
  const { id, value, reason, missing, part, whole, margin, low, high, trailing, year, target, benchmark } = figure
  const name = w.names[id] ?? id
  const { ltvOf: ofLtv } = words(revenueWords)
  const written = (number: number | null | undefined) => writeFigure(number, figure, report.currency)
  const link = rowsLink(figure, report)
  const notes = [
    missing && w.missing(count(missing.accounts), count(missing.conversions)),
    value !== null && COUNTED.has(id) && part !== undefined && whole !== undefined && w.partOf(count(part), count(whole)),
    id === 'leadsPassed' && part !== undefined && w.takenUp(count(part)),
    id === 'customerChurn' && words(revenueWords).paidToFree[report.paidToFree],
    id === 'ltv' && value !== null && (report.margin === null ? ofLtv.revenue : ofLtv.margin(percent(report.margin, 0))),
    LOST.has(id) && words(revenueWords).churnRecognised[report.churnRecognised],
    (id === 'nps' || id === 'csat') && whole !== undefined && w.answers(count(whole)),
    margin !== undefined && w.plusMinus(written(margin)),
    low !== undefined && high !== undefined && w.between(written(low), written(high)),
    trailing && w.mean(written(trailing.value), count(trailing.months)),
    year !== undefined && w.overYear(written(year)),
    target !== undefined && w.target(written(target)),
    benchmark && w.benchmark(written(benchmark.value), w.sources[benchmark.source] ?? benchmark.source),
  ].filter((note): note is string => typeof note === 'string')
  return (
    <div class="tile">
      <dt>
        <Definition text={w.defined[id] ?? name}>{name}</Definition>
      </dt>
      {value === null ? (
        <dd class="absent">{w.why[reason ?? ''] ?? reason}</dd>
      ) : (
        <dd class="tile-value">
          <span class="figure middle">{written(value)}</span>
          <Sparkline values={report.months.map(({ values }) => values[id] ?? null)} />
        </dd>
      )}
      {notes.map((note) => (
        <dd key={note} class="note">
          {note}
        </dd>
      ))}
      {value !== null && (
        <dd class="note">
          <a href={link} aria-label={w.rowsOf(name)}>
            {w.rows}
          </a>
        </dd>
      )}
    </div>
  )
}
