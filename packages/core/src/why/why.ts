import type { Gate } from '../decision.ts'
import { audience } from '../gates/audience.ts'
import { consent } from '../gates/consent.ts'
import type { GateTest } from '../gates/gate.ts'
import { holdout } from '../gates/holdout.ts'
import { live } from '../gates/live.ts'
import { slot } from '../gates/slot.ts'
import { whyBudget } from './budget.ts'
import { whyCadence } from './cadence.ts'
import { whyCare } from './care.ts'
import { type Detail, reasonOf, type Why } from './reason.ts'
import { whySchedule } from './schedule.ts'
import { whyTrigger } from './trigger.ts'

/** The one reason of a gate that has no more than one. */
const only =
  (gate: Gate, test: GateTest, because: (...about: Parameters<Why>) => [code: string, detail: Detail]): Why =>
  (...about) =>
    test(...about) ? [] : [reasonOf(gate, ...because(...about))]

/** Why not, gate by gate in their fixed order. Which parts of a rule failed is worked out by `explainCondition`. */
export const why: readonly (readonly [Gate, Why])[] = [
  ['live', only('live', live, ({ state }) => ['not-running', { actual: state, needed: 'running' }])],
  ['consent', only('consent', consent, (_, input) => ['consent-missing', { actual: input.consent, needed: true }])],
  ['care', whyCare],
  ['audience', only('audience', audience, () => ['not-matched', {}])],
  ['trigger', whyTrigger],
  ['schedule', whySchedule],
  ['cadence', whyCadence],
  ['budget', whyBudget],
  ['slot', only('slot', slot, ({ place }, { page }) => ['place-missing', { actual: page?.places, needed: place }])],
  [
    'holdout',
    only('holdout', holdout, ({ campaign: { id, assignment, namespace } }, { assigned, account }) =>
      assignment === 'external' && assigned?.[id] === undefined
        ? ['not-assigned', { actual: null, needed: 'an arm' }]
        : ['not-in-namespace', { actual: account, needed: namespace }],
    ),
  ],
]
