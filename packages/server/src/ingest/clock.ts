const DAY = 86_400_000

/** How far an event may lie in the past and in the future of its arrival, milliseconds. */
export const OLDEST = 30 * DAY
export const NEWEST = 5 * 60_000

/** When an event happened and was sent, by the sender's clock, and arrived, by ours. Epoch milliseconds. */
export interface EventClock {
  timestamp?: number | undefined
  sentAt?: number | undefined
  receivedAt: number
}

/**
 * When the event happened by our clock: `received - (sent - timestamp)`, so that a wrong clock at the sender changes nothing,
 * and never further away from its arrival than is believable. What was sent has happened: a timestamp after the sending is one
 * of a clock that was set back since.
 */
export function eventTime({ timestamp, sentAt, receivedAt }: EventClock): number {
  if (timestamp === undefined) return receivedAt
  const at = sentAt === undefined ? Math.min(timestamp, receivedAt + NEWEST) : receivedAt - Math.max(0, sentAt - timestamp)
  return Math.max(receivedAt - OLDEST, at)
}
