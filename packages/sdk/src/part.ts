import type * as askUsage from './ask-usage.ts'
import type * as delivery from './delivery.ts'
import type * as engine from './engine.ts'
import type * as forward from './forward.ts'
import type * as signer from './signer.ts'

/** What is fetched on demand, each from a file of its own beside the script. */
export interface Parts {
  delivery: Pick<typeof delivery, 'createDelivery'>
  engine: Pick<typeof engine, 'createEngine'>
  forward: Pick<typeof forward, 'forward'>
  signer: Pick<typeof signer, 'createSigner'>
  'ask-usage': Pick<typeof askUsage, 'askUsage'>
}

/** Where these come from. */
export type LoadPart = <N extends keyof Parts>(name: N) => Promise<Parts[N]>
