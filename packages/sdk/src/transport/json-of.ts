import type { LossReason, WireEvent } from '@espalier/core'
import { bytes } from './fit.ts'

/** The largest request of several events, and so the largest event. Bytes. */
export const BATCH_BYTES = 32_768

/** An event as it travels. One that cannot is lost: `onLoss` learns why. */
export function jsonOf(event: WireEvent, onLoss: (reason: LossReason) => void): string | undefined {
  let json: string
  try {
    json = JSON.stringify(event)
  } catch {
    onLoss('unreadable')
    return undefined
  }
  // No character is more than three bytes, so that few texts have to be measured.
  if (json.length * 3 <= BATCH_BYTES || bytes(json) <= BATCH_BYTES) return json
  onLoss('too-large')
  return undefined
}
