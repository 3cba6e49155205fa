import type { Catalog, HomeReport, Settings } from '@espalier/core/schema'
import type { Store } from '../../store/store.ts'
import { touchesOf } from '../features/locked.ts'
import { breadthOf, usesOf } from '../features/use.ts'
import { standings, type Standing } from '../segments/standing.ts'

const DAY = 86_400_000
/** Days that count as the present. */
const RECENT_DAYS = 30
/** From this share of a limit on, or this many days before it is reached, an account outgrows what it has. */
const NEAR = { ratio: 0.8, days: 30 }

/** An account that a step of Home is about. */
export interface Noticed {
  id: string
  name: string
  plan: string | undefined
  reasons: string[]
}

/** How accounts stand, whatever the month. */
export interface Present {
  accounts: number
  /** Their ids. */
  members: string[]
  signals: Noticed[]
  leaveAlone: Noticed[]
  /** Part and whole. */
  utilisation: [used: number, entitled: number]
  engagement: [seen: number, accounts: number]
  onboarding: [completed: number, told: number]
}

/** Reads how all accounts for which `isMember` says so stand at `now`. */
export async function presentOf(
  store: Store,
  workspace: { catalog: Catalog; settings: Settings },
  isMember: (account: string) => boolean,
  now: number,
): Promise<Present> {
  const { catalog, settings } = workspace
  const present: Present = {
    accounts: 0,
    members: [],
    signals: [],
    leaveAlone: [],
    utilisation: [0, 0],
    engagement: [0, 0],
    onboarding: [0, 0],
  }
  const touches = await touchesOf(store, now - RECENT_DAYS * DAY, now + 1, isMember)
  const touched = new Set([...touches.values()].flatMap((accounts) => [...accounts.keys()]))
  for await (const page of standings(store, workspace, now)) {
    for (const standing of page) {
      const { account, plan, limits } = standing
      if (!isMember(account.id)) continue
      const notice = (list: Noticed[], reasons: string[]) => {
        const { name } = account.traits
        if (reasons.length > 0) list.push({ id: account.id, name: typeof name === 'string' ? name : account.id, plan, reasons })
      }
      const near = limits.some(({ ratio = 0, forecastDays }) => ratio >= NEAR.ratio || forecastDays <= NEAR.days)
      notice(present.signals, [...(near ? ['near-limit'] : []), ...(touched.has(account.id) ? ['locked-touched'] : [])])
      notice(present.leaveAlone, reasonsToSpare(standing, settings, now))
      const breadth = breadthOf(usesOf(standing, catalog, { days: RECENT_DAYS, now, zone: settings.zone }))
      present.accounts += 1
      present.members.push(account.id)
      present.utilisation[0] += breadth.used
      present.utilisation[1] += breadth.entitled
      present.engagement[0] += account.lastSeenAt >= now - RECENT_DAYS * DAY ? 1 : 0
      present.engagement[1] += 1
      const { onboarded } = account.care
      if (onboarded !== undefined) present.onboarding[1] += 1
      if (onboarded === true) present.onboarding[0] += 1
    }
  }
  return present
}

/** Why nobody should sell to an account now, by the gates of care that are switched on. */
function reasonsToSpare({ account: { care }, counters }: Standing, settings: Settings, now: number): string[] {
  const cancelledAt = counters.find(({ name }) => name === settings.cancelEvent)?.state.l ?? -Infinity
  const holds: Record<keyof Settings['care'], boolean> = {
    health: care.score !== undefined && care.score < settings.healthBelow,
    onboarding: care.onboarded === false,
    pastDue: care.pastDue === true,
    risk: care.risk === true,
    detractor: (care.detractorAt ?? -Infinity) > now - settings.detractorDays * DAY,
    cancelling: care.cancelling === true || cancelledAt > now - settings.cancelQuietDays * DAY,
    muted: (care.mutedUntil ?? 0) > now,
    notAFit: (care.notAFitUntil ?? 0) > now,
  }
  return (Object.keys(holds) as (keyof Settings['care'])[]).filter((reason) => settings.care[reason] && holds[reason])
}

/** How many accounts there are, and for which reasons; an account can have several. */
export function countReasons(noticed: readonly Noticed[]): HomeReport['steps']['signals'] {
  const counts = new Map<string, number>()
  for (const reason of noticed.flatMap(({ reasons }) => reasons)) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const reasons = [...counts].map(([reason, accounts]) => ({ reason, accounts }))
  return { accounts: noticed.length, reasons: reasons.toSorted((one, other) => other.accounts - one.accounts) }
}
