import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** How large the space for young objects is, bytes. */
export function youngSpace(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0
}

/**
 * Lets the space for young objects grow to about so many bytes and no further. V8 by itself goes on to tens of megabytes and keeps them;
 * with too little, what a burst of requests leaves behind counts as old and stays until the whole heap is looked through.
 */
export function boundYoungSpace(most: number): void {
  let grows: boolean | undefined
  const decide = () => {
    const room = youngSpace() < most
    if (grows === room) return
    grows = room
    setFlagsFromString(`--semi-space-growth-factor=${room ? 2 : 1}`)
  }
  decide()
  // It grows and shrinks only where it is collected.
  new PerformanceObserver(decide).observe({ entryTypes: ['gc'] })
}
