import { scaleBand, scaleLinear } from '@visx/scale'
import { money, month as writeMonth } from '../format.ts'
import { locale } from '../locale.ts'
import { revenueWords } from '../text/revenue.ts'
import { words } from '../text/text.ts'
import { ChartOrTable } from '../ui/chart-or-table.tsx'
import { Table } from '../ui/table.tsx'
import { useWidth } from '../ui/use-width.ts'
import type { RevenueReport } from './wire.ts'

const HEIGHT = 220
const EDGE = { top: 24, bottom: 26 }
const LOSS = ['contraction', 'churn'] as const
const GAIN = ['new', 'reactivation', 'expansion'] as const

/** What was paid at the end of each month: what had come in it on top of what was there before, and over that what had gone. */
export function Waterfall({ report: { months, currency, exchange } }: { report: RevenueReport }) {
  const w = words(revenueWords)
  if (months.length < 2) return null
  const kinds = [...GAIN, ...LOSS, ...(exchange ? (['exchange'] as const) : []), 'closing' as const]
  return (
    <ChartOrTable
      title={w.waterfall}
      chart={() => <Columns months={months} currency={currency} />}
      table={() => (
        <Table
          caption={w.waterfall}
          dense
          columns={[{ key: 'month', head: w.month }, ...kinds.map((kind) => ({ key: kind, head: w[kind], label: w[kind], number: true }))]}
          rows={months.map(({ month, mrr }) => ({
            key: month,
            cells: { month: writeMonth(month), ...Object.fromEntries(kinds.map((kind) => [kind, money(mrr[kind] ?? 0, currency)])) },
          }))}
        />
      )}
    />
  )
}

function Columns({ months, currency }: { months: RevenueReport['months']; currency: string }) {
  const w = words(revenueWords)
  const { ref, width } = useWidth()
  const sum = (month: RevenueReport['months'][number], kinds: readonly ((typeof GAIN)[number] | (typeof LOSS)[number])[]) =>
    kinds.reduce((total, kind) => total + month.mrr[kind], 0)
  const gains = months.map((one) => sum(one, GAIN))
  const losses = months.map((one) => sum(one, LOSS))
  const x = scaleBand<string>({ domain: months.map(({ month }) => month), range: [0, width], padding: 0.3 })
  const tops = months.map(({ mrr }, index) => mrr.closing + (losses[index] ?? 0))
  const y = scaleLinear<number>({ domain: [0, Math.max(1, ...tops)], range: [HEIGHT - EDGE.bottom, EDGE.top] })
  const compact = new Intl.NumberFormat(locale.value, { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 })
  const short = new Intl.DateTimeFormat(locale.value, { month: 'short' })
  const wide = x.bandwidth() > 34
  const told = months.map(({ month, mrr }) => `${writeMonth(month)}: ${w.closing} ${money(mrr.closing, currency)}`).join('; ')
  return (
    <div ref={ref} class="chart">
      {width > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={`${w.waterfall}. ${told}`}>
          {months.map(({ month, mrr }, index) => {
            const left = x(month) ?? 0
            const middle = left + x.bandwidth() / 2
            const kept = Math.max(0, mrr.closing - (gains[index] ?? 0))
            const [top, closing, before] = [y(tops[index] ?? 0), y(mrr.closing), y(kept)]
            return (
              <g key={month}>
                <rect class="flow-total" x={left} y={before} width={x.bandwidth()} height={Math.max(0, y(0) - before)} />
                <rect class="flow-gain" x={left} y={closing} width={x.bandwidth()} height={Math.max(0, before - closing)} />
                <rect class="flow-loss" x={left} y={top} width={x.bandwidth()} height={Math.max(0, closing - top)} />
                {wide && (
                  <text x={middle} y={top - 7} text-anchor="middle">
                    {compact.format(mrr.closing)}
                  </text>
                )}
                {(wide || index % 3 === 0) && (
                  <text class="zero-name" x={middle} y={HEIGHT - 6} text-anchor="middle">
                    {short.format(new Date(`${month}-15T00:00`))}
                  </text>
                )}
              </g>
            )
          })}
          <line class="zero" x1={0} x2={width} y1={y(0)} y2={y(0)} />
        </svg>
      )}
    </div>
  )
}
