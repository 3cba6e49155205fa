import type { EventResult } from '@espalier/core'
import { loadRules } from '../decisions/rules.ts'
import type { Deps } from '../deps.ts'
import { saidIn } from '../identity/gate.ts'
import type { IncomingEvent } from './accept.ts'
import { signedEvent } from './apply.ts'

/** An event that is well formed, or why it is not. */
export type Found = { event: IncomingEvent } | { rejected: EventResult }

/** What browsers sent, as far as they may say it. */
export interface Admitted {
  found: Found[]
  /** What the host's server signed; it counts before the events. */
  signed: IncomingEvent | undefined
}

/** Looks at events of a browser: what they prove with their token, and, where identity is enforced, whether that is enough. */
export async function admitFromPage(
  { store, identity }: Pick<Deps, 'store' | 'identity'>,
  found: readonly Found[],
  { token, receivedAt, pathOf }: { token: unknown; receivedAt: number; pathOf(index: number): string },
): Promise<Admitted> {
  const rules = await loadRules(store)
  const asked = rules.settings.identity
  const proof = asked.mode === 'off' ? undefined : await identity.read(token, receivedAt, asked)
  const admitted = found.map((one, index): Found => {
    if ('rejected' in one) return one
    const { id, userId, groupId } = one.event
    const refusal = identity.refusal(rules, { userId, groupId }, proof, receivedAt)
    if (!refusal) {
      one.event.page = true
      return one
    }
    const field = [pathOf(index), userId === undefined ? 'groupId' : 'userId'].filter(Boolean).join('.')
    return { rejected: { messageId: id, status: 'rejected', error: { field, message: refusal.message, code: 'unsigned' } } }
  })
  const claims = saidIn(proof)
  return { found: admitted, signed: claims && signedEvent(claims, receivedAt) }
}
