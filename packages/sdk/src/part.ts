import type * as engine from './engine.ts'
import type * as forward from './forward.ts'

/** What is fetched on demand, each from a file of its own beside the script. */
export interface Parts {
  engine: Pick<typeof engine, 'createEngine'>
  forward: Pick<typeof forward, 'forward'>
}

/** Where these come from. */
export type LoadPart = <N extends keyof Parts>(name: N) => Promise<Parts[N]>
