import { audience } from './audience.ts'
import { budget } from './budget.ts'
import { cadence } from './cadence.ts'
import { care } from './care.ts'
import { consent } from './consent.ts'
import type { Gates, GateTest } from './gate.ts'
import { schedule } from './schedule.ts'
import { slot } from './slot.ts'
import { trigger } from './trigger.ts'

/** What is asked after the trigger, wherever it is. */
export const afterTrigger: GateTest = (compiled, input) =>
  audience(compiled, input) && schedule(compiled, input) && slot(compiled, input) && consent(compiled, input)

/** The gates of a page. The server's answer has running campaigns alone, and what it folded in needs no gate here. */
export const PAGE_GATES: Gates = {
  meant: (compiled, input) => trigger(compiled, input) && afterTrigger(compiled, input),
  sparing: [
    ['care', care],
    ['cadence', cadence],
    ['budget', budget],
  ],
}
