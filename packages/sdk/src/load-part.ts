import type { LoadPart, Parts } from './part.ts'

const PARTS: { [N in keyof Parts]: () => Promise<Parts[N]> } = {
  delivery: () => import('./delivery.ts'),
  engine: () => import('./engine.ts'),
  forward: () => import('./forward.ts'),
  signer: () => import('./signer.ts'),
  'ask-usage': () => import('./ask-usage.ts'),
}

/** Loads a part as the host's bundler arranged it. */
export const loadPart: LoadPart = (name) => PARTS[name]()
