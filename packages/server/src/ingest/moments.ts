import { assignArm, costOf, EVENTS } from '@espalier/core'
import type { Campaign, Settings } from '@espalier/core/schema'
import type { AnswerMoment, DismissalMoment, Exposure, ExposureMoment, ExposureStore, HeldBackMoment } from '../store/exposures.ts'
import type { Store } from '../store/store.ts'
import type { CampaignEvent } from './own-event.ts'
import { keyOf } from './working-set.ts'

/** Who saw something, and when. */
export interface Moment {
  id: string
  person: string
  account: string
  at: number
}

/** Turns campaign events into what the exposure store records. */
export interface Moments {
  /** Why the event cannot be recorded: the wrong property and what is wrong with it. Undefined when it can. */
  refusal(event: CampaignEvent, account: string): { field: string; message: string } | undefined
  /** Remembers the event; the arm is worked out here, because the claim of a browser is not trusted. */
  add(event: CampaignEvent, moment: Moment): void
  /** Remembers that a visitor turned out to be somebody: what comes after it is the person's. */
  adopt(visitor: string, person: string): void
  /** What was remembered since the last call, in its order. */
  take(): readonly Told[]
}

/** Moments to record at once, by what happened; then the visitor that became a person, if one did. */
export interface Told {
  readonly exposed: ExposureMoment[]
  readonly shown: ExposureMoment[]
  readonly engaged: Exposure[]
  readonly accepted: Exposure[]
  readonly dismissed: DismissalMoment[]
  readonly answered: AnswerMoment[]
  readonly heldBack: HeldBackMoment[]
  adopted?: readonly [visitor: string, person: string]
}

/** What moments need to know of campaigns and accounts. */
export interface Encountered {
  /** A published version. */
  definition(campaign: string, version: number): Campaign | undefined
  /** True for a campaign that exists, whatever its version. */
  isKnown(campaign: string): boolean
  /** Undefined where arms come from outside and the account has none. */
  armOf(definition: Campaign, account: string): string | undefined
}

/** Loads the published versions that the events name, and the arms that were assigned from outside. */
export async function loadMoments(
  { campaigns, exposures }: Store,
  settings: Settings,
  events: readonly CampaignEvent[],
  accounts: () => ReadonlySet<string>,
): Promise<Moments> {
  const definitions = new Map<string, Campaign>()
  const published = new Set<string>()
  for (const event of new Map(events.map((one) => [versionKey(one), one])).values()) {
    const { properties } = event
    const version = await campaigns.version(properties.campaign, properties.version)
    if (version) definitions.set(versionKey(event), version.definition)
    if (version || (await campaigns.find(properties.campaign))) published.add(properties.campaign)
  }
  const external = [...definitions.values()].some(({ assignment }) => assignment === 'external')
  const assigned = external ? await exposures.armsOf([...accounts()]) : new Map<string, Map<string, string>>()
  const armOf = (definition: Campaign, account: string) =>
    definition.assignment === 'external' ? assigned.get(account)?.get(definition.id) : assignArm(definition, account, settings)

  return createMoments({
    definition: (campaign, version) => definitions.get(keyOf(campaign, `${version}`)),
    isKnown: (campaign) => published.has(campaign),
    armOf,
  })
}

/** Sorts campaign events by what is to be recorded of them. */
export function createMoments({ definition: find, isKnown, armOf }: Encountered): Moments {
  let told: Told[] = [nothing()]
  return {
    refusal(event, account) {
      const { campaign, version } = event.properties
      const definition = find(campaign, version)
      if (!isKnown(campaign)) return { field: 'properties.campaign', message: `there is no campaign "${campaign}"` }
      if (!definition) return { field: 'properties.version', message: `campaign "${campaign}" has no published version ${version}` }
      if (event.name !== EVENTS.heldBack && armOf(definition, account) === undefined) {
        return { field: 'properties.campaign', message: `campaign "${campaign}" takes its arms from outside, and this account has none` }
      }
      return undefined
    },
    add(event, { id, person, account, at }) {
      const { campaign, version } = event.properties
      const definition = find(campaign, version)
      const last = told.at(-1)
      if (!definition || !last) return
      if (event.name === EVENTS.heldBack) {
        last.heldBack.push({ campaign, account, gate: event.properties.gate, at })
        return
      }
      const arm = armOf(definition, account)
      if (arm === undefined) return
      const exposure: Exposure = { campaign, version, arm, person, account, at }
      const seen: ExposureMoment = { id, cost: costOf(definition.widget), ...exposure }
      if (event.name === EVENTS.exposure) last.exposed.push(seen)
      else if (event.name === EVENTS.shown) last.shown.push(seen)
      else if (event.name === EVENTS.engaged) last.engaged.push(exposure)
      else if (event.name === EVENTS.accepted) last.accepted.push(exposure)
      else if (event.name === EVENTS.dismissed) last.dismissed.push({ ...exposure, how: event.properties.how })
      else {
        const { score, comment } = event.properties
        last.answered.push({ ...exposure, ...(score !== undefined && { score }), ...(comment !== undefined && { comment }) })
      }
    },
    adopt(visitor, person) {
      const last = told.at(-1)
      if (last) last.adopted = [visitor, person]
      told.push(nothing())
    },
    take() {
      const taken = told
      told = [nothing()]
      return taken
    },
  }
}

/** Records moments in their order. */
export async function recordMoments(exposures: ExposureStore, told: readonly Told[]): Promise<void> {
  for (const { exposed, shown, engaged, accepted, dismissed, answered, heldBack, adopted } of told) {
    if (exposed.length > 0) await exposures.expose(exposed)
    if (shown.length > 0) await exposures.shown(shown)
    if (engaged.length > 0) await exposures.engaged(engaged)
    if (accepted.length > 0) await exposures.accepted(accepted)
    if (dismissed.length > 0) await exposures.dismissed(dismissed)
    if (answered.length > 0) await exposures.answered(answered)
    if (heldBack.length > 0) await exposures.heldBack(heldBack)
    if (adopted) await exposures.adopt(...adopted)
  }
}

function nothing(): Told {
  return { exposed: [], shown: [], engaged: [], accepted: [], dismissed: [], answered: [], heldBack: [] }
}

function versionKey({ properties: { campaign, version } }: CampaignEvent): string {
  return keyOf(campaign, `${version}`)
}
