/** How far ahead a time may be that another system tells, for clocks that differ, in milliseconds. */
export const AHEAD_MS = 300_000
