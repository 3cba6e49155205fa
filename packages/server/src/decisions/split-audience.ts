import { compileCondition, compileResidual, pathsOf, shareTests, type Residual, type SharedTests, type Test } from '@espalier/core'
import type { Condition } from '@espalier/core/schema'

/** Facts that the server knows better than the page: conditions over them are answered here, and never sent. */
const SERVER_ROOTS: ReadonlySet<string> = new Set(['user', 'account', 'plan', 'health', 'feature', 'segment'])
/** What became of campaigns: the page knows it of the campaigns that it has, and of no others. */
const CAMPAIGN_ROOTS: ReadonlySet<string> = new Set(['campaign', 'survey'])

function rootOf(path: string): string {
  const end = path.indexOf('.')
  return end < 0 ? path : path.slice(0, end)
}

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
  /** The part that the page has to answer, as it is. */
  readonly page: Asked
  /** What is left to ask of what needs a closer look: both at once, or what became of campaigns. Undefined where nothing does. */
  readonly mixed?: Residual
}

/** What a page is asked: a rule, and what the rule asks about. */
export interface Asked {
  /** Never given to another. */
  readonly number: number
  readonly audience: Condition
  readonly reads: EventsRead
  /** True for a rule that asks what became of campaigns. */
  readonly ofCampaigns: boolean
}

/** Tells the parts of an audience apart. Audiences that are asked about the same facts may share what they ask of the server. */
export function splitAudience(audience: Condition, shared?: SharedParts): SplitAudience {
  const parts: Record<'server' | 'page' | 'mixed', Condition> = { server: {}, page: {}, mixed: {} }
  for (const [key, value] of Object.entries(audience)) {
    const paths = pathsOf({ [key]: value })
    const servers = paths.filter(isServers).length
    const kind =
      paths.some(isOfCampaign) || paths.length === 0 ? 'mixed' : servers === paths.length ? 'server' : servers === 0 ? 'page' : 'mixed'
    parts[kind][key] = value
  }
  const { server, page, mixed } = parts
  const asksServer = () => compileCondition(server)
  const asksBoth = () => askedOnce(compileResidual(mixed))
  return {
    server: shared ? shared.tests.share(JSON.stringify(server), asksServer) : asksServer(),
    page: askedBy(page),
    ...(Object.keys(mixed).length > 0 && { mixed: shared ? once(shared.residuals, JSON.stringify(mixed), asksBoth) : asksBoth() }),
  }
}

/** Parts that several audiences have, made once and answered once for the same facts. */
export interface SharedParts {
  readonly tests: SharedTests
  readonly residuals: Map<string, Residual>
}

/** Begins to share. */
export function shareParts(): SharedParts {
  return { tests: shareTests(), residuals: new Map() }
}

function once<T>(known: Map<string, T>, name: string, make: () => T): T {
  const one = known.get(name) ?? make()
  known.set(name, one)
  return one
}

/** Remembers its last answer: campaigns with the same part are asked one after another. */
function askedOnce(ask: Residual): Residual {
  let last: Parameters<Residual> | undefined
  let answer: ReturnType<Residual> = false
  return (facts, isKnown) => {
    if (last?.[0] !== facts || last[1] !== isKnown) {
      answer = ask(facts, isKnown)
      last = [facts, isKnown]
    }
    return answer
  }
}

let asked = 0

/** What a page that gets this rule is asked. */
export function askedBy(audience: Condition): Asked {
  return { number: ++asked, audience, reads: eventsRead(audience), ofCampaigns: pathsOf(audience).some(isOfCampaign) }
}

/** The events that a rule asks about. */
function eventsRead(audience: Condition): EventsRead {
  const named = (root: string) => {
    const names = pathsOf(audience).flatMap((path) => (path.startsWith(`${root}.`) ? (path.split('.', 2)[1] ?? '') : []))
    return [...new Set(names)]
  }
  return { own: named('event'), account: named('accountEvent') }
}
