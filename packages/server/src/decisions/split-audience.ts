import { compileCondition, pathsOf, type Test } from '@espalier/core'
import type { Condition } from '@espalier/core/schema'

/** Facts that the server knows better than the page: conditions over them are answered here, and never sent. */
const SERVER_ROOTS: ReadonlySet<string> = new Set(['user', 'account', 'plan', 'health', 'feature', 'segment'])
/** What became of campaigns: the page knows it of the campaigns that it has, and of no others. */
const CAMPAIGN_ROOTS: ReadonlySet<string> = new Set(['campaign', 'survey'])

const rootOf = (path: string): string => path.split('.', 1)[0] ?? ''

/** True for facts that only the server knows. */
export const isServers = (path: string): boolean => SERVER_ROOTS.has(rootOf(path))
/** True for facts about what became of a campaign. */
export const isOfCampaign = (path: string): boolean => CAMPAIGN_ROOTS.has(rootOf(path))

/** Events that a rule asks about, as rules name them. */
export interface EventsRead {
  readonly own: readonly string[]
  /** Those of everybody of the account. */
  readonly account: readonly string[]
}

/** An audience by who can answer which part of it; all parts have to match. Told apart once, because most parts are one or the other. */
export interface SplitAudience {
  /** The part over facts of the server. */
  readonly server: Test
  /** The part that the page has to answer, as it is, and the events that it asks about. */
  readonly page: Condition
  readonly pageReads: EventsRead
  /** What needs a closer look: both at once, or what became of campaigns. Undefined where nothing does. */
  readonly mixed?: Condition
}

/** Tells the parts of an audience apart. */
export function splitAudience(audience: Condition): SplitAudience {
  const parts: Record<'server' | 'page' | 'mixed', Condition> = { server: {}, page: {}, mixed: {} }
  for (const [key, value] of Object.entries(audience)) {
    const paths = pathsOf({ [key]: value })
    const servers = paths.filter(isServers).length
    const kind =
      paths.some(isOfCampaign) || paths.length === 0 ? 'mixed' : servers === paths.length ? 'server' : servers === 0 ? 'page' : 'mixed'
    parts[kind][key] = value
  }
  const { server, page, mixed } = parts
  return {
    server: compileCondition(server),
    page,
    pageReads: eventsRead(page),
    ...(Object.keys(mixed).length > 0 && { mixed }),
  }
}

/** The events that a rule asks about. */
export function eventsRead(audience: Condition): EventsRead {
  const named = (root: string) => {
    const names = pathsOf(audience).flatMap((path) => (path.startsWith(`${root}.`) ? (path.split('.', 2)[1] ?? '') : []))
    return [...new Set(names)]
  }
  return { own: named('event'), account: named('accountEvent') }
}
