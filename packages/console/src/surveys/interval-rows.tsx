import { scaleLinear } from '@visx/scale'
import { useWidth } from '../ui/use-width.ts'

const ROW = 30
const SIDE = 28

/** A value with its interval; null where nothing may be said. */
export interface IntervalRow {
  name: string
  value: number | null
  low: number
  high: number
  /** As it is written. */
  text: string
}

/** Values beside each other on one scale, each as a dot with its 95 % interval. */
export function IntervalRows({ rows, domain, told }: { rows: readonly IntervalRow[]; domain: [number, number]; told: string }) {
  const { ref, width } = useWidth()
  const names = Math.min(150, Math.max(84, width * 0.26))
  const x = scaleLinear<number>({ domain, range: [names, Math.max(names + 1, width - SIDE - 52)] })
  const zero = domain[0] < 0 ? x(0) : undefined
  return (
    <div ref={ref} class="chart">
      {width > 0 && (
        <svg width={width} height={rows.length * ROW + 4} role="img" aria-label={told}>
          {zero !== undefined && <line class="zero" x1={zero} x2={zero} y1={0} y2={rows.length * ROW} />}
          {rows.map((row, index) => {
            const y = index * ROW + ROW / 2
            return (
              <g key={row.name}>
                <text x={0} y={y} dominant-baseline="central">
                  {row.name}
                </text>
                {row.value !== null && (
                  <>
                    <line class="range" x1={x(row.low)} x2={x(row.high)} y1={y} y2={y} />
                    <circle class="estimate" cx={x(row.value)} cy={y} r={5} />
                  </>
                )}
                <text class="estimate-name" x={width} y={y} text-anchor="end" dominant-baseline="central">
                  {row.text}
                </text>
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
}
