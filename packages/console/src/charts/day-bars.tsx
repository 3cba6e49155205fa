import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import { count, shortDay } from '../format.ts'
import { useWidth } from '../ui/use-width.ts'
import { Axes, EDGE, HEIGHT, Rules } from './axes.tsx'
import './charts.css'

/** One part of each day's bar: `shown` in the accent, `held` in the grey of the hold-out and of restraint, `bad` for what went wrong. */
export interface BarPart {
  look: 'shown' | 'held' | 'bad'
  label: string
}

/** Counts a day as bars from zero; several parts stand on each other, the first below. */
export function DayBars(props: { label: string; parts: readonly BarPart[]; days: readonly { day: string; values: readonly number[] }[] }) {
  const { label, parts, days } = props
  const { ref, width } = useWidth()
  const names = days.map((one) => one.day)
  const x = scaleBand<string>({ domain: names, range: [EDGE.left, width - EDGE.right], padding: 0.25 })
  const y = scaleLinear<number>({
    domain: [0, Math.max(1, ...days.map(({ values }) => values.reduce((sum, one) => sum + one, 0)))],
    range: [HEIGHT - EDGE.bottom, EDGE.top],
    nice: true,
  })
  return (
    <>
      {parts.length > 1 && (
        <p class="row note" aria-hidden="true">
          {parts.map((part) => (
            <span key={part.label} class={`arm-dot ${part.look}`}>
              {part.label}
            </span>
          ))}
        </p>
      )}
      <div ref={ref} class="chart">
        {width > 0 && (
          <svg width={width} height={HEIGHT} role="img" aria-label={label}>
            <Rules y={y} width={width} />
            {days.map(({ day, values }) =>
              values.map((value, index) => {
                const below = values.slice(0, index).reduce((sum, one) => sum + one, 0)
                const part = parts[index]
                return (
                  <Bar
                    key={`${day}${part?.label}`}
                    className={`bar-${part?.look}`}
                    x={x(day) ?? 0}
                    y={y(below + value)}
                    width={x.bandwidth()}
                    height={y(below) - y(below + value)}
                    rx={2}
                  >
                    <title>{`${shortDay(day)}: ${part?.label} ${count(value)}`}</title>
                  </Bar>
                )
              }),
            )}
            <Axes days={names} x={x} y={y} width={width} format={count} whole />
          </svg>
        )}
      </div>
    </>
  )
}
