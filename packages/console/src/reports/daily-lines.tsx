import { scaleLinear, scalePoint } from '@visx/scale'
import { LinePath } from '@visx/shape'
import { percent } from '../format.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { useWidth } from '../ui/use-width.ts'
import { Axes, EDGE, HEIGHT, Rules } from '../charts/axes.tsx'
import type { CampaignReport } from './wire.ts'

const LABEL = 76

type Day = CampaignReport['daily'][number]

/** Conversions so far as a share of each arm; the lines end at the arms' rates, which are written beside them. */
export function DailyLines({ report }: { report: CampaignReport }) {
  const w = words(reportWords)
  const { ref, width } = useWidth()
  const { daily, arms } = report
  const size = (heldOut: boolean) => arms.filter((one) => one.heldOut === heldOut).reduce((sum, one) => sum + one.accounts, 0)
  const lines = [
    { key: 'treated', label: w.treated, points: soFar(daily, (one) => one.converted, size(false)) },
    { key: 'held', label: w.heldOut, points: soFar(daily, (one) => one.convertedHeldOut, size(true)) },
  ]
  const names = daily.map((one) => one.day)
  const x = scalePoint<string>({ domain: names, range: [EDGE.left, width - LABEL] })
  const top = Math.max(0.01, ...lines.flatMap((line) => line.points.map((one) => one.share)))
  const y = scaleLinear<number>({ domain: [0, top], range: [HEIGHT - EDGE.bottom, EDGE.top], nice: true })
  const ends = lines.map((line) => line.points.at(-1)?.share ?? 0)
  const close = Math.abs(y(ends[0] ?? 0) - y(ends[1] ?? 0)) < 30
  return (
    <div ref={ref} class="chart">
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={`${w.soFar}: ${lines.map((line, index) => `${line.label} ${percent(ends[index])}`).join(', ')}`}
        >
          <Rules y={y} width={width} />
          {lines.map((line, index) => {
            const upper = (ends[index] ?? 0) >= (ends[1 - index] ?? 0) && (index === 0 || ends[0] !== ends[1])
            const at = y(ends[index] ?? 0) + (close ? (upper ? -12 : 14) : 0)
            return (
              <g key={line.key} class={`line ${line.key}`}>
                <LinePath data={line.points} x={(one) => x(one.day) ?? 0} y={(one) => y(one.share)} fill="none" />
                <circle cx={x(line.points.at(-1)?.day ?? '') ?? 0} cy={y(ends[index] ?? 0)} r={3.5} />
                <text x={width - LABEL + 8} y={at}>
                  {percent(ends[index])}
                </text>
                <text class="line-name" x={width - LABEL + 8} y={at + 13}>
                  {line.label}
                </text>
              </g>
            )
          })}
          <Axes days={names} x={x} y={y} width={width - LABEL} format={(value) => percent(value)} />
        </svg>
      )}
    </div>
  )
}

function soFar(days: Day[], pick: (day: Day) => number, size: number): { day: string; share: number }[] {
  let sum = 0
  return days.map((one) => {
    sum += pick(one)
    return { day: one.day, share: size > 0 ? sum / size : 0 }
  })
}
