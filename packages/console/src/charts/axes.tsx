import { AxisBottom, AxisLeft } from '@visx/axis'
import type { scaleBand, scaleLinear, scalePoint } from '@visx/scale'
import { shortDay } from '../format.ts'

/** Height of a chart over days, and what stays free around it for its axes, in CSS pixels. */
export const HEIGHT = 220
export const EDGE = { top: 12, right: 12, bottom: 28, left: 44 }

type Linear = ReturnType<typeof scaleLinear<number>>
type Days = ReturnType<typeof scaleBand<string>> | ReturnType<typeof scalePoint<string>>

/** Quiet lines behind the values. */
export function Rules({ y, width }: { y: Linear; width: number }) {
  return (
    <>
      {y.ticks(4).map((tick) => (
        <line key={tick} class="rule-line" x1={EDGE.left} x2={width - EDGE.right} y1={y(tick)} y2={y(tick)} />
      ))}
    </>
  )
}

/** Days below and values on the left; `whole` leaves out values between whole numbers. */
export function Axes(props: { days: string[]; x: Days; y: Linear; width: number; format: (value: number) => string; whole?: boolean }) {
  const { days, x, y, width, format, whole } = props
  const every = Math.max(1, Math.ceil(days.length / Math.max(2, Math.floor(width / 90))))
  return (
    <>
      <AxisBottom
        top={HEIGHT - EDGE.bottom}
        scale={x}
        tickValues={days.filter((_, index) => index % every === 0)}
        tickFormat={(value) => shortDay(String(value))}
        axisClassName="axis"
        hideTicks
      />
      <AxisLeft
        left={EDGE.left}
        scale={y}
        tickValues={y.ticks(4).filter((tick) => !whole || Number.isInteger(tick))}
        tickFormat={(value) => format(Number(value))}
        axisClassName="axis left"
        hideAxisLine
        hideTicks
      />
    </>
  )
}
