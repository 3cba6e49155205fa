import { scaleBand, scaleLinear } from '@visx/scale'
import { money, signedMoney } from '../format.ts'
import { revenueWords } from '../text/revenue.ts'
import { words } from '../text/text.ts'
import { ChartOrTable } from '../ui/chart-or-table.tsx'
import { Table } from '../ui/table.tsx'
import { useWidth } from '../ui/use-width.ts'
import { Defined, type Figure } from './defined.tsx'
import type { RevenueMonth } from './wire.ts'

const ROW = 34
const NAME = 128

interface Step {
  of: Figure
  amount: number
  from: number
  to: number
}

/** The steps from what was paid at the beginning of a month to what is paid at its end: what comes, then what goes. */
export function stepsOf({ mrr }: RevenueMonth): Step[] {
  let level = mrr.opening
  const step = (of: Figure, amount: number): Step => {
    const from = level
    level += amount
    return { of, amount, from, to: level }
  }
  return [
    { of: 'opening', amount: mrr.opening, from: 0, to: mrr.opening },
    step('new', mrr.new),
    step('reactivation', mrr.reactivation),
    step('expansion', mrr.expansion),
    step('contraction', -mrr.contraction),
    step('churn', -mrr.churn),
    ...(mrr.exchange === undefined ? [] : [step('exchange', mrr.exchange)]),
    { of: 'closing', amount: mrr.closing, from: 0, to: mrr.closing },
  ]
}

/** The flow of a month, each step beginning where the one before ended. */
export function Flow({ month, currency }: { month: RevenueMonth; currency: string }) {
  const w = words(revenueWords)
  const steps = stepsOf(month)
  const written = ({ of, amount }: Step) => (of === 'opening' || of === 'closing' ? money(amount, currency) : signedMoney(amount, currency))
  return (
    <ChartOrTable
      title={w.flow}
      chart={() => <Bars steps={steps} written={written} />}
      table={() => (
        <Table
          caption={w.flow}
          dense
          columns={[
            { key: 'step', head: w.step },
            { key: 'amount', head: w.amount, number: true },
          ]}
          rows={steps.map((step) => ({ key: step.of, cells: { step: <Defined of={step.of} />, amount: written(step) } }))}
        />
      )}
    />
  )
}

function Bars({ steps, written }: { steps: readonly Step[]; written: (step: Step) => string }) {
  const w = words(revenueWords)
  const { ref, width } = useWidth()
  const most = Math.max(1, ...steps.flatMap(({ from, to }) => [from, to]))
  const x = scaleLinear<number>({ domain: [0, most], range: [NAME, Math.max(NAME + 1, width - 96)] })
  const y = scaleBand<string>({ domain: steps.map((one) => one.of), range: [0, steps.length * ROW], padding: 0.35 })
  const told = steps.map((step) => `${w[step.of]}: ${written(step)}`).join('; ')
  return (
    <div ref={ref} class="chart flow">
      {width > 0 && (
        <svg width={width} height={steps.length * ROW} role="img" aria-label={told}>
          {steps.map((step) => {
            const [left, right] = [x(Math.min(step.from, step.to)), x(Math.max(step.from, step.to))]
            const top = y(step.of) ?? 0
            const look = step.of === 'opening' || step.of === 'closing' ? 'total' : step.amount < 0 ? 'loss' : 'gain'
            return (
              <g key={step.of}>
                <text x={0} y={top + y.bandwidth() / 2} dominant-baseline="central">
                  {w[step.of]}
                </text>
                {step.amount !== 0 && (
                  <rect class={`flow-${look}`} x={left} y={top} width={Math.max(2, right - left)} height={y.bandwidth()} rx={3} />
                )}
                <text class="flow-amount" x={right + 8} y={top + y.bandwidth() / 2} dominant-baseline="central">
                  {written(step)}
                </text>
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
}
