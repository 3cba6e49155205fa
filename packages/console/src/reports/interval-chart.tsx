import { AxisBottom } from '@visx/axis'
import { scaleLinear } from '@visx/scale'
import { points } from '../format.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { useWidth } from '../ui/use-width.ts'
import { armName } from './arm-name.ts'
import type { CampaignReport } from './wire.ts'

const ROW = 40
const AXIS = 34
const HEAD = 20
/** Half the width that the name of the zero line may take. */
const NAME = 44
const SIDE = 24
/** The least room that the number at a tick takes. */
const TICK = 72

/** The difference to the hold-out, its estimate as a dot and its interval as a bar, against a line at zero. */
export function IntervalChart({ rows }: { rows: CampaignReport['lift'] }) {
  const w = words(reportWords)
  const { ref, width } = useWidth()
  const drawn = rows.flatMap(({ arm, absolute: { estimate }, sequence: { low, high } }) =>
    estimate === null || low === null || high === null ? [] : [{ arm, estimate, low, high }],
  )
  const ends = drawn.flatMap((one) => [one.low, one.high])
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)]
  const room = Math.max(0.01, most - least) * 0.12
  const x = scaleLinear<number>({ domain: [least - room, most + room], range: [SIDE, width - SIDE] })
  const height = HEAD + drawn.length * ROW + AXIS
  const zero = x(0)
  const anchor = zero < NAME ? 'start' : zero > width - NAME ? 'end' : 'middle'
  const told = drawn.map((one) => `${armName(one.arm)}: ${points(one.estimate)} (${points(one.low)} – ${points(one.high)})`).join('; ')
  return (
    <div ref={ref} class="chart">
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={`${w.difference}: ${told}`}>
          <line class="zero" x1={zero} x2={zero} y1={HEAD - 4} y2={height - AXIS} />
          <text class="zero-name" x={anchor === 'middle' ? zero : anchor === 'start' ? 0 : width} y={10} text-anchor={anchor}>
            {w.heldOutArm}
          </text>
          {drawn.map((one, index) => {
            const y = HEAD + index * ROW + ROW / 2 + 4
            return (
              <g key={one.arm}>
                <line class="range" x1={x(one.low)} x2={x(one.high)} y1={y} y2={y} />
                <line class="cap" x1={x(one.low)} x2={x(one.low)} y1={y - 6} y2={y + 6} />
                <line class="cap" x1={x(one.high)} x2={x(one.high)} y1={y - 6} y2={y + 6} />
                <circle class="estimate" cx={x(one.estimate)} cy={y} r={6} />
                <text class="estimate-name" x={x(one.estimate)} y={y - 12} text-anchor="middle">
                  {drawn.length > 1 ? `${armName(one.arm)} ${points(one.estimate)}` : points(one.estimate)}
                </text>
              </g>
            )
          })}
          <AxisBottom
            top={height - AXIS}
            scale={x}
            numTicks={Math.min(9, Math.floor(width / TICK))}
            tickFormat={(value) => points(Number(value))}
            axisClassName="axis"
            hideAxisLine
            tickLength={4}
          />
        </svg>
      )}
    </div>
  )
}
