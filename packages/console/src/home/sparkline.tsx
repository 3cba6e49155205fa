const [WIDTH, HEIGHT] = [96, 28]

/** The months of a figure as a small line that ends in a dot; the same numbers stand in the table of months. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ index, value }]))
  if (known.length < 2) return null
  const [least, most] = [Math.min(...known.map(({ value }) => value)), Math.max(...known.map(({ value }) => value))]
  const x = (index: number) => 3 + (index / Math.max(1, values.length - 1)) * (WIDTH - 6)
  const y = (value: number) => (most === least ? HEIGHT / 2 : HEIGHT - 4 - ((value - least) / (most - least)) * (HEIGHT - 8))
  const last = known.at(-1)
  return (
    <svg class="sparkline" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <polyline points={known.map(({ index, value }) => `${x(index)},${y(value)}`).join(' ')} />
      {last && <circle cx={x(last.index)} cy={y(last.value)} r={3} />}
    </svg>
  )
}
