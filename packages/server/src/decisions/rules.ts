import { compileCampaign, compileCondition, expandSegments, pathsOf, type CompiledCampaign, type Test } from '@espalier/core'
import { NOT_FOR_PAGES, type BootCampaign, type Campaign, type PageCampaign } from '@espalier/core/schema'
import type { LiveCampaign } from '../store/campaigns.ts'
import type { Store } from '../store/store.ts'
import { readsOf, type Reads } from './reads.ts'
import { shareParts, splitAudience, type SplitAudience } from './split-audience.ts'
import type { Workspace } from './workspace.ts'

/** A published campaign made ready for decisions: segments in its audience are written out. */
export interface RuleCampaign extends LiveCampaign {
  readonly compiled: CompiledCampaign
  readonly split: SplitAudience
  /** True where neither time, plan, account nor other systems decide whether it can show; most campaigns are like that. */
  readonly lasting: boolean
  /** What a page is sent where its trigger stays as it is and nothing but the page's part of the audience is left to ask; shared by all. */
  readonly sent: BootCampaign
}

/** An event with a condition over its properties, and what follows from it. */
export interface Watch {
  /** Id of the custom event, or of the campaign that is armed. */
  readonly id: string
  readonly where: Test
}

/** All of a decision that is the same for everybody, worked out once for many people. */
export interface Rules extends Workspace {
  /** The newest published version of each campaign, in order of id. */
  readonly campaigns: readonly RuleCampaign[]
  /** Those of them that run. */
  readonly running: readonly RuleCampaign[]
  /** Which counters and windows the running campaigns and the settings read. */
  readonly reads: Reads
  /** Campaigns that ask a question, whatever their state. */
  readonly surveys: ReadonlySet<string>
  /** Ids of the custom events. */
  readonly custom: ReadonlySet<string>
  /** Running campaigns that count the impressions of all people of an account. */
  readonly paced: readonly string[]
  /** Custom events by the name of the event that they are made of. */
  readonly counted: ReadonlyMap<string, readonly Watch[]>
  /** Running campaigns with a `server` trigger by the name of the event that arms them. */
  readonly armedBy: ReadonlyMap<string, readonly Watch[]>
  /** Accounts that are part of another one, and which. A past that is folded again has its own. */
  readonly merged: ReadonlyMap<string, string>
  /** The salt of a version's arms. */
  seedOf(campaign: string, version: number): string
}

/** Works out what follows from a workspace and its campaigns alone. `seeds`: campaign, then version, for those that have one. */
export function rulesOf(
  workspace: Workspace,
  live: readonly LiveCampaign[],
  seeds: ReadonlyMap<string, ReadonlyMap<number, string>> = new Map(),
): Rules {
  const { definitions } = workspace
  const shared = shareParts()
  const campaigns = live.map((one): RuleCampaign => {
    const audience = expandSegments(one.definition.audience, definitions.segments)
    const definition = audience === one.definition.audience ? one.definition : { ...one.definition, audience }
    const split = splitAudience(audience, shared)
    const compiled = compileCampaign(definition, one.version, one.state)
    return { ...one, definition, compiled, split, lasting: isLasting(definition, compiled), sent: sentOf(one, split) }
  })
  const running = campaigns.filter(({ state }) => state === 'running')
  return {
    ...workspace,
    campaigns,
    running,
    reads: readsOf(
      running.flatMap(({ definition }) => pathsOf(definition.audience)),
      workspace,
    ),
    surveys: new Set(campaigns.flatMap(({ id, definition }) => (definition.motion === 'survey' ? id : []))),
    custom: new Set(definitions.events.map(({ id }) => id)),
    paced: running.flatMap(({ id, definition }) => (definition.cadence.account ? id : [])),
    counted: watches(definitions.events.map(({ id, event, where }) => ({ id, event, where }))),
    armedBy: watches(
      running.flatMap(({ id, definition: { trigger } }) =>
        trigger.on === 'server' ? { id, event: trigger.event, where: trigger.where ?? {} } : [],
      ),
    ),
    merged: NONE,
    seedOf: (campaign, version) => seeds.get(campaign)?.get(version) ?? campaign,
  }
}

const NONE: ReadonlyMap<string, string> = new Map()

function isLasting({ widget, feature, assignment, namespace, cadence }: Campaign, { from, until, selling }: CompiledCampaign): boolean {
  if (from > -Infinity || until < Infinity || widget.kind === 'gate' || (selling && feature !== undefined)) return false
  return assignment !== 'external' && namespace === undefined && cadence.account === undefined
}

function sentOf({ version, definition }: LiveCampaign, { page }: SplitAudience): BootCampaign {
  const campaign: PageCampaign & Partial<Campaign> = { ...definition, audience: page.audience }
  for (const field of NOT_FOR_PAGES) delete campaign[field]
  return { version, campaign }
}

function watches(all: readonly { id: string; event: string; where: object }[]): Map<string, Watch[]> {
  const byEvent = new Map<string, Watch[]>()
  for (const { id, event, where } of all) {
    byEvent.set(event, [...(byEvent.get(event) ?? []), { id, where: compileCondition({ ...where }) }])
  }
  return byEvent
}

/** How many workspaces' rules are remembered: one for each database of this process, and one that is being replaced. */
const MOST = 8
const remembered = new Map<string, Rules>()

/**
 * The rules as they are now. Working them out is dear, so they are kept while the stamp of the database stays the same; a stamp never
 * comes back and belongs to one database, so that one memory serves every store of the process and no other server's change is missed.
 */
export async function loadRules(store: Pick<Store, 'workspace' | 'campaigns' | 'merges'>): Promise<Rules> {
  const stamp = await store.workspace.stamp()
  const known = stamp === undefined ? undefined : remembered.get(stamp)
  if (known) return known
  const { workspace, campaigns } = store
  const [settings, catalog, definitions, live, seeds, merged] = await Promise.all([
    workspace.settings(),
    workspace.catalog(),
    workspace.definitions(),
    campaigns.live(),
    campaigns.seeds(),
    store.merges.all(),
  ])
  const rules = { ...rulesOf({ settings, catalog, definitions }, live, seeds), merged }
  if (stamp !== undefined) {
    const [oldest] = remembered.keys()
    if (remembered.size >= MOST && oldest !== undefined) remembered.delete(oldest)
    remembered.set(stamp, rules)
  }
  return rules
}

/** The account that is meant by an id: itself, or the one that it is part of. */
export async function accountNamed(store: Pick<Store, 'workspace' | 'campaigns' | 'merges'>, id: string): Promise<string> {
  return (await loadRules(store)).merged.get(id) ?? id
}
