import { costOf, dayOf, EVENTS, zonedTime } from '@espalier/core'
import type { Campaign } from '@espalier/core/schema'
import { armFor, isRedrawn } from '../decisions/arms.ts'
import type { Rules } from '../decisions/rules.ts'
import type { ArmedMoment, Exposure, ExposureMoment, ExposureStore, RecordedArm, RecordedArms } from '../store/exposures.ts'
import type { Store } from '../store/store.ts'
import type { CampaignEvent } from './own-event.ts'
import { joinArms } from './join-arms.ts'
import { createTelling, type Told } from './told.ts'

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
  /** Remembers that an event armed a campaign with a `server` trigger. */
  arm(moment: ArmedMoment): void
  /** Remembers that a visitor turned out to be somebody: what comes after it is the person's, and of the account that the person is alone. */
  adopt(visitor: string, person: string, account: string): void
  /** What was remembered since the last call, in its order. */
  take(): readonly Told[]
}

/** What moments need to know of campaigns and accounts. */
export interface Encountered {
  /** A published version. */
  definition(campaign: string, version: number): Campaign | undefined
  /** True for a campaign that exists, whatever its version. */
  isKnown(campaign: string): boolean
  /** The arms in which accounts met campaigns; what is added moves them on. */
  readonly arms: RecordedArms
  readonly rules: Pick<Rules, 'settings' | 'seedOf'>
}

/** Loads the published versions that the events name, and the arms in which accounts met them. */
export async function loadMoments(
  { campaigns, exposures }: Store,
  rules: Rules,
  events: readonly CampaignEvent[],
  accounts: () => ReadonlySet<string>,
): Promise<Moments> {
  const definitions = new Map(rules.campaigns.map((one) => [versionKey(one.id, one.version), one.definition]))
  const published = new Set(rules.campaigns.map(({ id }) => id))
  for (const [key, { properties }] of new Map(events.map((one) => [versionKey(one.properties.campaign, one.properties.version), one]))) {
    if (definitions.has(key)) continue
    const version = await campaigns.version(properties.campaign, properties.version)
    if (version) definitions.set(key, version.definition)
    if (version || (await campaigns.find(properties.campaign))) published.add(properties.campaign)
  }
  return createMoments({
    definition: (campaign, version) => definitions.get(versionKey(campaign, version)),
    isKnown: (campaign) => published.has(campaign),
    arms: events.length > 0 ? await exposures.armsOf([...accounts()]) : new Map(),
    rules,
  })
}

/** Sorts campaign events by what is to be recorded of them. */
export function createMoments({ definition: find, isKnown, arms, rules }: Encountered): Moments {
  const told = createTelling()
  const armOf = (definition: Campaign, version: number, account: string) =>
    armFor({ version, definition }, account, arms.get(account)?.get(definition.id), rules)
  /** Moves the recorded arms on, as the store will. Answers true where the account meets the campaign anew. */
  const meet = (definition: Campaign, { campaign, account, arm, version, at }: Exposure): boolean => {
    const known = arms.get(account) ?? new Map<string, RecordedArm>()
    const recorded = known.get(campaign)
    const anew =
      definition.assignment === 'hash' &&
      recorded !== undefined &&
      recorded.version < version &&
      isRedrawn(definition, recorded, rules.seedOf)
    if (!recorded || anew || at < recorded.at) arms.set(account, known.set(campaign, { arm, version, at }))
    return anew
  }
  return {
    refusal(event, account) {
      const { campaign, version } = event.properties
      const definition = find(campaign, version)
      if (!isKnown(campaign)) return { field: 'properties.campaign', message: `there is no campaign "${campaign}"` }
      if (!definition) return { field: 'properties.version', message: `campaign "${campaign}" has no published version ${version}` }
      if (event.name !== EVENTS.heldBack && armOf(definition, version, account) === undefined) {
        return { field: 'properties.campaign', message: `campaign "${campaign}" takes its arms from outside, and this account has none` }
      }
      return undefined
    },
    add(event, { id, person, account, at }) {
      const { campaign, version } = event.properties
      const definition = find(campaign, version)
      if (!definition) return
      if (event.name === EVENTS.heldBack) {
        told
          .anywhere()
          .heldBack.push({ campaign, account, gate: event.properties.gate, day: dayOf(zonedTime(at, rules.settings.zone).wall) })
        return
      }
      const arm = armOf(definition, version, account)
      if (arm === undefined) return
      const exposure: Exposure = { campaign, version, arm, person, account, at }
      if (meet(definition, exposure)) told.place('redrawn', exposure).redrawn.push({ campaign, account })
      const seen: ExposureMoment = { id, cost: costOf(definition.widget), ...exposure }
      if (event.name === EVENTS.exposure) told.place('exposed', exposure).exposed.push(seen)
      else if (event.name === EVENTS.shown) told.place('shown', exposure).shown.push(seen)
      else if (event.name === EVENTS.engaged) told.place('engaged', exposure).engaged.push(exposure)
      else if (event.name === EVENTS.accepted) told.place('accepted', exposure).accepted.push(exposure)
      else if (event.name === EVENTS.dismissed) {
        told.place('dismissed', exposure).dismissed.push({ ...exposure, how: event.properties.how })
      } else {
        const { score, comment } = event.properties
        const answer = { ...exposure, ...(score !== undefined && { score }), ...(comment !== undefined && { comment }) }
        told.place('answered', exposure).answered.push(answer)
      }
    },
    arm(moment) {
      told.place('armed', moment).armed.push(moment)
    },
    adopt(visitor, person, account) {
      joinArms(arms, visitor, account)
      told.adopt(visitor, person, account)
    },
    take: told.take,
  }
}

/** Records moments in their order. */
export async function recordMoments(exposures: ExposureStore, told: readonly Told[]): Promise<void> {
  for (const { armed, redrawn, exposed, shown, engaged, accepted, dismissed, answered, heldBack, adopted } of told) {
    // First of all: what the account met in the same batch, later, disarms again.
    if (armed.length > 0) await exposures.arm(armed)
    if (redrawn.length > 0) await exposures.forget(redrawn)
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

/** The id of a campaign has no space in it. */
const versionKey = (campaign: string, version: number): string => `${campaign} ${version}`
