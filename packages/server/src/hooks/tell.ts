import { randomUUID } from 'node:crypto'
import type { Store } from '../store/store.ts'

/** What the owner is told of. */
type HookType = 'campaign.paused' | 'campaign.split' | 'lead.passed' | 'test'

/**
 * Puts a message to the owner in line, where somebody wants to be told. Call it in the transaction of what it tells of: both are kept, or
 * nothing. True where there is somebody to tell.
 * @param now epoch milliseconds
 * @param id of the message, where what it tells of has one
 */
export async function tell(
  { hooks }: Pick<Store, 'hooks'>,
  type: HookType,
  data: object,
  now: number,
  id: string = `msg_${randomUUID()}`,
): Promise<boolean> {
  if (!(await hooks.endpoint())) return false
  const body = JSON.stringify({ type, timestamp: new Date(now).toISOString(), data })
  await hooks.append({ id, type, at: now, body })
  return true
}
