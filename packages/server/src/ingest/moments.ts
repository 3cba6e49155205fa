import { assignArm, costOf, EVENTS } from '@espalier/core'
import type { Campaign, Settings } from '@espalier/core/schema'
import type { AnswerMoment, DismissalMoment, Exposure, ExposureMoment, HeldBackMoment } from '../store/exposures.ts'
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
  /** Records what was remembered so far. */
  flush(): Promise<void>
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

  let pending = nothing()
  return {
    refusal(event, account) {
      const { campaign, version } = event.properties
      const definition = definitions.get(versionKey(event))
      if (!published.has(campaign)) return { field: 'properties.campaign', message: `there is no campaign "${campaign}"` }
      if (!definition) return { field: 'properties.version', message: `campaign "${campaign}" has no published version ${version}` }
      if (event.name !== EVENTS.heldBack && armOf(definition, account) === undefined) {
        return { field: 'properties.campaign', message: `campaign "${campaign}" takes its arms from outside, and this account has none` }
      }
      return undefined
    },
    add(event, { id, ...moment }) {
      const { campaign, version } = event.properties
      const definition = definitions.get(versionKey(event))
      if (!definition) return
      if (event.name === EVENTS.heldBack) {
        pending.heldBack.push({ campaign, account: moment.account, gate: event.properties.gate, at: moment.at })
        return
      }
      const arm = armOf(definition, moment.account)
      if (arm === undefined) return
      const exposure: Exposure = { campaign, version, arm, ...moment }
      const seen: ExposureMoment = { id, cost: costOf(definition.widget), ...exposure }
      if (event.name === EVENTS.exposure) pending.exposed.push(seen)
      else if (event.name === EVENTS.shown) pending.shown.push(seen)
      else if (event.name === EVENTS.engaged) pending.engaged.push(exposure)
      else if (event.name === EVENTS.accepted) pending.accepted.push(exposure)
      else if (event.name === EVENTS.dismissed) pending.dismissed.push({ ...exposure, how: event.properties.how })
      else {
        const { score, comment } = event.properties
        pending.answered.push({ ...exposure, ...(score !== undefined && { score }), ...(comment !== undefined && { comment }) })
      }
    },
    async flush() {
      const { exposed, shown, engaged, accepted, dismissed, answered, heldBack } = pending
      pending = nothing()
      if (exposed.length > 0) await exposures.expose(exposed)
      if (shown.length > 0) await exposures.shown(shown)
      if (engaged.length > 0) await exposures.engaged(engaged)
      if (accepted.length > 0) await exposures.accepted(accepted)
      if (dismissed.length > 0) await exposures.dismissed(dismissed)
      if (answered.length > 0) await exposures.answered(answered)
      if (heldBack.length > 0) await exposures.heldBack(heldBack)
    },
  }
}

function nothing() {
  return {
    exposed: [] as ExposureMoment[],
    shown: [] as ExposureMoment[],
    engaged: [] as Exposure[],
    accepted: [] as Exposure[],
    dismissed: [] as DismissalMoment[],
    answered: [] as AnswerMoment[],
    heldBack: [] as HeldBackMoment[],
  }
}

function versionKey({ properties: { campaign, version } }: CampaignEvent): string {
  return keyOf(campaign, `${version}`)
}
