import { EVENTS } from '@espalier/core'

/** Outcomes that follow from a decision: where it is made anew, they are too. */
export const DECIDED: ReadonlySet<string> = new Set([EVENTS.exposure, EVENTS.shown, EVENTS.engaged, EVENTS.heldBack])

/** What people did with what they saw: it happened only where they would have seen it as well. */
export const ANSWERED: ReadonlySet<string> = new Set([EVENTS.accepted, EVENTS.dismissed, EVENTS.answered])
