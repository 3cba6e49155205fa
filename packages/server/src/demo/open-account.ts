import { startOfMonth, type WireEvent, zonedTime } from '@espalier/core'
import type { Catalog } from '@espalier/core/schema'
import type { DemoAccount } from './demo-accounts.ts'
import { ownerOf } from './demo-accounts.ts'
import type { DemoServer } from './demo-server.ts'
import { stableUuid } from './dice.ts'

const DAY = 86_400_000
/** How many days ago a demo account subscribed. */
export const SUBSCRIBED_DAYS = 100

interface Opening {
  server: DemoServer
  catalog: Catalog
  zone: string
  /** Epoch milliseconds. */
  now: number
  /** The server as it was when the accounts subscribed; without it their subscriptions are told of late. */
  billing?: DemoServer
  /** It is named in Japanese wherever one name has to do. */
  japanese: boolean
}

/** Makes a demo account known to the server: its people, its subscription, and the exports of this month that colleagues made. */
export async function openAccount(account: DemoAccount, { server, catalog, zone, now, billing, japanese }: Opening): Promise<void> {
  const plan = catalog.plans.find((one) => one.id === account.plan)
  if (!plan) throw new Error(`the demo catalogue has no plan "${account.plan}"`)
  const at = now - SUBSCRIBED_DAYS * DAY
  const change = { type: 'customer.subscription.created', id: `evt_${account.id}_created`, account: account.id, at, plans: [plan] } as const
  await (billing ? billing.bill(change, at) : server.bill(change, now))
  await server.sendEvents(beginning(account, zone, now, japanese), now)
}

function beginning(account: DemoAccount, zone: string, now: number, japanese: boolean): WireEvent[] {
  const { id, name, exportsUsed, ownExports } = account
  const owner = ownerOf(id)
  const colleague = `${id}-sales`
  const events: WireEvent[] = []
  const say = (userId: string, at: number, event: Omit<WireEvent, 'messageId' | 'timestamp' | 'userId'>) =>
    events.push({ messageId: stableUuid(`${id}:begin:${events.length}`), timestamp: new Date(at).toISOString(), userId, ...event })
  const first = now - 25 * DAY
  for (const [person, role] of [
    [owner, 'owner'],
    [colleague, 'member'],
  ] as const) {
    say(person, first, { type: 'identify', traits: { role } })
    say(person, first + 1, { type: 'group', groupId: id, traits: { name: japanese ? name.ja : name.en, nameJa: name.ja, demo: true } })
  }
  const since = Math.max(monthStart(now, zone), now - 9 * DAY)
  for (let index = 0; index < exportsUsed; index++) {
    const person = index >= exportsUsed - ownExports ? owner : colleague
    // The newest ones last, so that the owner's own exports fall into the last days.
    const at = since + ((index + 0.5) / exportsUsed) * (now - since)
    say(person, at, { type: 'track', event: 'Report Exported', properties: { report: 'weekly-sales' }, context: { groupId: id } })
  }
  return events
}

function monthStart(now: number, zone: string): number {
  const { year, month } = zonedTime(now, zone)
  return startOfMonth(year, month, zone)
}
