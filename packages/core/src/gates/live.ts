import type { GateTest } from './gate.ts'

/** Only running campaigns are shown. */
export const live: GateTest = ({ state }) => state === 'running'
