import { createDice, type Dice } from './dice.ts'
import { WebStorage, type Device } from './device.ts'

const DAY = 86_400_000
/** How many tabs people use at a time: mostly one. */
const TABS = [1, 1, 1, 2, 3]

/** How many people, for how long. */
export interface Size {
  users: number
  days: number
  seed: number
  /** How often people come, as a factor. */
  activity: number
}

/** Somebody who uses the host's product. */
export interface User {
  id: string
  account: string
  role: string
  devices: Device[]
  /** Day of the first visit. */
  since: number
  /** Share of days with a visit. */
  activity: number
}

/** One visit of one user on one device, in one tab or in several at a time. */
export interface PlannedVisit {
  at: number
  user: User
  device: Device
  tabs: number
  dice: Dice
}

/** People in accounts of one to eight, some of them on two devices. */
export function createUsers({ users, days, seed, activity }: Size): User[] {
  const dice = createDice(seed)
  const all: User[] = []
  for (let account = 0; all.length < users; account++) {
    const size = dice.between(1, 8)
    for (let member = 0; member < size && all.length < users; member++) {
      const zone = dice.pick(['Asia/Tokyo', 'Europe/Berlin', 'America/New_York'])
      const devices: Device[] = [{ local: new WebStorage(), kind: 'desktop', zone }]
      if (dice.chance(0.3)) devices.push({ local: new WebStorage(), kind: 'phone', zone })
      all.push({
        id: `user-${all.length}`,
        account: `account-${account}`,
        role: dice.pick(['admin', 'editor', 'viewer']),
        devices,
        since: dice.chance(0.6) ? 0 : dice.between(0, days - 1),
        activity: activity * dice.pick([0.02, 0.05, 0.1, 0.2]),
      })
    }
  }
  return all
}

/** The visits of all of them, in their order. */
export function planVisits(users: readonly User[], { days, seed }: Size, start: number): PlannedVisit[] {
  const dice = createDice(seed + 1)
  const visits: PlannedVisit[] = []
  for (let day = 0; day < days; day++) {
    for (const user of users) {
      if (day < user.since || (day > user.since && !dice.chance(user.activity))) continue
      const at = start + day * DAY + dice.between(0, DAY - 1)
      const visit = (later: number): PlannedVisit => ({
        at: at + later,
        user,
        device: dice.pick(user.devices),
        tabs: dice.pick(TABS),
        dice: createDice(dice.between(0, 2 ** 31)),
      })
      visits.push(visit(0))
      // Soon after on whichever device: what was answered for the first is still used.
      if (dice.chance(0.15)) visits.push(visit(dice.between(30_000, 240_000)))
    }
  }
  return visits.toSorted((one, other) => one.at - other.at)
}
