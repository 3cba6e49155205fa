const DAY = 86_400_000

/** How far an event may lie in the past and in the future of its arrival, milliseconds. */
export const OLDEST = 30 * DAY
export const NEWEST = 5 * 60_000

/** An arrival that is no further than this from its sending says nothing of the sender's clock: the way takes time too. Milliseconds. */
const WAY = 1000

/** When an event happened and was sent, by the sender's clock, and arrived, by ours. Epoch milliseconds. */
export interface EventClock {
  timestamp?: number | undefined
  sentAt?: number | undefined
  receivedAt: number
}

/**
 * When the event happened by our clock: its timestamp where the sender's clock is right to a second, so that a slow request does not
 * come to lie after a faster one that was sent later; else `received - (sent - timestamp)`, so that a wrong clock changes nothing.
 * Never further away from its arrival than is believable. What was sent has happened: a timestamp after the sending is one of a clock
 * that was set back since.
 */
export function eventTime({ timestamp, sentAt, receivedAt }: EventClock): number {
  if (timestamp === undefined) return receivedAt
  return Math.max(receivedAt - OLDEST, believed(timestamp, sentAt, receivedAt))
}

function believed(timestamp: number, sentAt: number | undefined, receivedAt: number): number {
  if (sentAt === undefined) return Math.min(timestamp, receivedAt + NEWEST)
  if (Math.abs(receivedAt - sentAt) <= WAY && timestamp <= sentAt) return Math.min(timestamp, receivedAt)
  return receivedAt - Math.max(0, sentAt - timestamp)
}
