import type { Forward } from './forward.ts'
import type { Listeners } from './listeners.ts'
import type { LoadPart, Parts } from './part.ts'

/** Hands everything that is told to the host's analytics, by a part that is fetched for the first of it. */
export function forwardTo(forward: Forward, loadPart: LoadPart): Listeners['emit'] {
  let part: Promise<Parts['forward'] | void> | undefined
  return (name, detail) =>
    void (part ??= loadPart('forward').catch(() => undefined)).then((loaded) => loaded?.forward(forward, name, detail))
}
