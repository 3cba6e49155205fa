const NS = 'http://www.w3.org/2000/svg'

/** A small line for a series; decoration beside the numbers, so screen readers skip it. */
export function sparkline(series, { width = 96, height = 28 } = {}) {
  const low = Math.min(...series)
  const span = Math.max(...series) - low || 1
  const points = series.map((value, index) => {
    const x = 2 + (index / (series.length - 1)) * (width - 6)
    const y = height - 4 - ((value - low) / span) * (height - 8)
    return [x.toFixed(1), y.toFixed(1)]
  })
  const svg = document.createElementNS(NS, 'svg')
  svg.setAttribute('class', 'sparkline')
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`)
  svg.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS(NS, 'polyline')
  line.setAttribute('points', points.map((point) => point.join(',')).join(' '))
  const [x, y] = points.at(-1)
  const dot = document.createElementNS(NS, 'circle')
  dot.setAttribute('cx', x)
  dot.setAttribute('cy', y)
  dot.setAttribute('r', '2.5')
  svg.append(line, dot)
  return svg
}
