import type { GateCheck } from './gate.ts'

/** Only running campaigns are shown. */
export const live: GateCheck = ({ state }, _, refuse) => {
  if (state !== 'running') refuse('not-running', state, 'running')
}
