import type { GateCheck } from './gate.ts'

/** Only running campaigns are shown. */
export const live: GateCheck = ({ state }) =>
  state === 'running' ? undefined : [{ gate: 'live', code: 'not-running', actual: state, needed: 'running' }]
