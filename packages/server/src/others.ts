import { setImmediate } from 'node:timers/promises'

/** Lets everything else have its turn, so that no request waits for the whole of a report. */
export async function others(): Promise<void> {
  await setImmediate()
}
