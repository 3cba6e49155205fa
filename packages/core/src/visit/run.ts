import type { Run, WireEvent } from '../event.ts'
import type { Boot } from '../schema/boot.ts'

/** What an event tells of its page beside what happened, so that a replay knows exactly what the page knew. */
export type Told = Pick<NonNullable<WireEvent['context']>, 'heard' | 'knows'>

/** An answer of the server with the events that it was moved on by since. */
export interface MovedBoot extends Boot {
  knows?: Run[]
}

/** As a page stamps all of its events. */
interface Stamped extends WireEvent {
  seq: number
  context: { visit: string }
}

/** Notes an event; those of one page that follow one another are one run. Runs that began last come first: a tab is on one page at a time. Changes `runs`. */
export function noteRun(runs: Run[], event: WireEvent): void {
  const { messageId, seq, context } = event as Stamped
  const { visit } = context
  let run = runs.find((one) => one[0] === visit && one[3] === seq)
  if (!run) runs.unshift((run = [visit, messageId, seq, seq]))
  run[1] = messageId
  run[3]++
}
