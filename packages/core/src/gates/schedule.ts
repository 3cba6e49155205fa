import type { GateCheck } from './gate.ts'

/** From its start, until its end. */
export const schedule: GateCheck = ({ from, until }, { now }) => {
  if (now < from) return [{ gate: 'schedule', code: 'not-started', actual: now, needed: from, until: from }]
  if (now >= until) return [{ gate: 'schedule', code: 'ended', actual: now, needed: until }]
  return undefined
}
