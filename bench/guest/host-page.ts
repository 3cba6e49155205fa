/** What the probes in a page have seen so far. */
export interface Probes {
  /** Lengths of tasks over 50 ms, in ms. */
  tasks: number[]
  /** Sum of layout shifts. */
  shift: number
  /** What a contestant's first script answered. */
  ready?: unknown
  track?: (index: number) => void
  counted?: (index: number) => void
  show?: () => void
}

/** A host's page with something on it to be shifted, and probes that watch from its first moment. */
export const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Trips</title>
<script>
  globalThis.probes = { tasks: [], shift: 0 }
  new PerformanceObserver((list) => { for (const one of list.getEntries()) probes.tasks.push(one.duration) }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => { for (const one of list.getEntries()) probes.shift += one.value }).observe({ type: 'layout-shift', buffered: true })
</script>
<style>body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem }</style>
<h1>Trips</h1>
${'<p>Kyoto, Osaka and Kobe in five days, by train.</p>\n'.repeat(12)}
</html>`
