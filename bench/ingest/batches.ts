import { randomness } from '../randomness.ts'

/** Events of a batch. */
export const SIZE = 50

/** Who a batch is about: one person, as a page sends it, or as many as there are events, as a host's server sends it. */
export type Mix = 'page' | 'server'

const ACCOUNTS = 20_000
const PERSONS = 60_000
const NAMES = [
  'Report Exported',
  'Report Opened',
  'Search',
  'Member Invited',
  'Import Failed',
  'Page Viewed',
  'Project Created',
  'Comment Added',
]

/** Makes the bodies of `POST /v1/batch`; every event has a fresh id in the order of time, as the SDK makes them. */
export interface Batches {
  /** A body of about 10 kB. */
  next(): string
}

/** Bodies of a mix. `seed` tells generators apart, so that no two make the same ids. */
export function createBatches(mix: Mix, seed: number, now: () => number = Date.now): Batches {
  const roll = randomness(seed)
  const among = (count: number): number => Math.floor(roll() * count)
  let made = 0
  const eventOf = (person: number, at: number): string => {
    made += 1
    const id = uuidOf(at, seed, made)
    const name = NAMES[Math.floor(roll() ** 2 * NAMES.length)] ?? ''
    const account = `"groupId":"account-${person % ACCOUNTS}"`
    const page = `"page":{"path":"/app/${among(40)}"}`
    const properties = `{"rows":${among(900)},"format":"csv"}`
    return `{"type":"track","messageId":"${id}","event":"${name}","userId":"user-${person}","timestamp":"${new Date(at).toISOString()}","seq":${made},"properties":${properties},"context":{${account},${page}}}`
  }
  return {
    next() {
      const at = now()
      const one = among(PERSONS)
      const events = Array.from({ length: SIZE }, () => eventOf(mix === 'page' ? one : among(PERSONS), at))
      return `{"sentAt":"${new Date(at).toISOString()}","batch":[${events.join(',')}]}`
    },
  }
}

/** A UUID of version 7: 48 bits of time, then what tells generators and their events apart. */
function uuidOf(at: number, seed: number, count: number): string {
  const time = at.toString(16).padStart(12, '0')
  const tail = (seed * 2 ** 32 + count).toString(16).padStart(15, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${tail.slice(6).padStart(12, '0')}`
}
