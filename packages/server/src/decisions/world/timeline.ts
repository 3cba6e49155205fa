import { catalog, keptDefinitions, settings, type CampaignState, type CustomEvent } from '@espalier/core/schema'
import type { CampaignVersion, LiveCampaign } from '../../store/campaigns.ts'
import type { Change } from '../../store/changes.ts'
import type { Store } from '../../store/store.ts'
import { rulesOf, type Rules } from '../rules.ts'
import type { Workspace } from '../workspace.ts'

/** How a workspace was at any time of its past. */
export interface Timeline {
  /** Settings, catalogue, definitions and campaigns as they were; the same object for as long as nothing changed. */
  rulesAt(at: number): Rules
  /** A version that was published by then or later; versions never change. */
  version(campaign: string, version: number): CampaignVersion | undefined
  /** True for a campaign that was published at least once. */
  isKnown(campaign: string): boolean
  /** When something changed, oldest first. Epoch milliseconds. */
  readonly changedAt: readonly number[]
  /** Every custom event that was ever defined, each definition once. */
  readonly customEvents: readonly CustomEvent[]
}

/** What a timeline is made of. */
interface TimelineSource {
  /** As everything is now: what was never changed was always so. */
  now: Workspace
  changes: readonly Change[]
  versions: readonly CampaignVersion[]
  /** States as they are now. */
  states: ReadonlyMap<string, CampaignState>
  seeds: ReadonlyMap<string, ReadonlyMap<number, string>>
}

/**
 * Reads the whole past of the workspace. What was changed before changes were written down is as it was found then, from the beginning;
 * a campaign counts as running from its first version on until a change says otherwise.
 */
export async function loadTimeline({
  workspace,
  campaigns,
  changes,
}: Pick<Store, 'workspace' | 'campaigns' | 'changes'>): Promise<Timeline> {
  const [all, records, seeds] = [await changes.list(), await campaigns.list(), await campaigns.seeds()]
  const versions: CampaignVersion[] = []
  for (const { id, version } of records) if (version > 0) versions.push(...(await campaigns.versions(id)))
  const now = { settings: await workspace.settings(), catalog: await workspace.catalog(), definitions: await workspace.definitions() }
  return createTimeline({ now, changes: all, versions, states: new Map(records.map(({ id, state }) => [id, state])), seeds })
}

function createTimeline({ now, changes, versions, states, seeds }: TimelineSource): Timeline {
  const byCampaign = Map.groupBy(
    versions.toSorted((one, other) => one.version - other.version),
    ({ id }) => id,
  )
  const moments = [...new Set([...changes.map(({ at }) => at), ...versions.map(({ publishedAt }) => publishedAt)])].toSorted(
    (a, b) => a - b,
  )
  const remembered = new Map<number, Rules>()

  const lastOf = (kind: Change['kind'], at: number, subject = '') =>
    changes.findLast((one) => one.kind === kind && one.subject === subject && one.at <= at)?.body
  const rulesAt = (at: number): Rules => {
    const workspace: Workspace = {
      settings: settings.parse(lastOf('settings', at) ?? now.settings),
      catalog: catalog.parse(lastOf('catalog', at) ?? now.catalog),
      definitions: keptDefinitions.parse(lastOf('definitions', at) ?? now.definitions),
    }
    return rulesOf(workspace, liveAt(at), seeds)
  }
  const liveAt = (at: number): LiveCampaign[] =>
    [...byCampaign.keys()].toSorted(byCodePoint).flatMap((id) => {
      const published = byCampaign.get(id)?.findLast(({ publishedAt }) => publishedAt <= at)
      return published ? [{ ...published, state: stateAt(id, at) }] : []
    })
  const stateAt = (id: string, at: number): CampaignState => {
    const told = lastOf('state', at, id) as { state: CampaignState } | undefined
    if (told) return told.state
    const isLogged = changes.some(({ kind, subject }) => kind === 'state' && subject === id)
    return isLogged ? 'running' : (states.get(id) ?? 'draft')
  }

  /** Who asks next mostly asks about the same time between two changes. */
  let last = { from: Infinity, until: -Infinity, rules: undefined as Rules | undefined }
  const between = (at: number): Rules => {
    const interval = countUntil(moments, at)
    const rules = remembered.get(interval) ?? rulesAt(at)
    remembered.set(interval, rules)
    last = { from: moments[interval - 1] ?? -Infinity, until: moments[interval] ?? Infinity, rules }
    return rules
  }

  return {
    rulesAt: (at) => (last.rules && at >= last.from && at < last.until ? last.rules : between(at)),
    version: (campaign, version) => byCampaign.get(campaign)?.find((one) => one.version === version),
    isKnown: (campaign) => byCampaign.has(campaign),
    changedAt: moments,
    customEvents: distinctEvents([...changes.flatMap((one) => (one.kind === 'definitions' ? one.body : [])), now.definitions]),
  }
}

/** How many of the sorted times are not after `at`. */
function countUntil(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** The order of ids in the database, whatever the language. */
function byCodePoint(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}

function distinctEvents(bodies: readonly unknown[]): CustomEvent[] {
  const all = bodies.flatMap((body) => keptDefinitions.parse(body).events)
  return [...new Map(all.map((one) => [JSON.stringify([one.id, one.event, one.where]), one])).values()]
}
