import { audience } from './audience.ts'
import { budget } from './budget.ts'
import { cadence } from './cadence.ts'
import { care } from './care.ts'
import { consent } from './consent.ts'
import type { Gates } from './gate.ts'
import { schedule } from './schedule.ts'
import { slot } from './slot.ts'
import { trigger } from './trigger.ts'

/** The gates of a page. The server's answer has running campaigns alone, and what it folded in needs no gate here. */
export const PAGE_GATES: Gates = {
  meant: [trigger, audience, schedule, slot, consent],
  sparing: [
    ['care', care],
    ['cadence', cadence],
    ['budget', budget],
  ],
}
