import {
  compileCampaign,
  eventFactName,
  explain,
  isSelling,
  pathsOf,
  residual,
  type DecisionInput,
  type DecisionSettings,
} from '@espalier/core'
import type { Boot, BootCampaign, BootRequest, Campaign, Settings } from '@espalier/core/schema'
import { factsOf } from '../decisions/facts.ts'
import { loadSubject, type Subject } from '../decisions/subject.ts'
import type { LiveCampaign } from '../store/campaigns.ts'
import type { Store } from '../store/store.ts'

/** Seconds for which a page may decide without asking again. */
const TTL = 300

/** Facts that the server knows better than the page: conditions over them are answered here, and never sent. */
const SERVER_ROOTS: ReadonlySet<string> = new Set(['user', 'account', 'plan', 'health', 'feature'])

const isServers = (path: string) => SERVER_ROOTS.has(path.split('.', 1)[0] ?? '')

/** A campaign that was meant for somebody whom a care gate spares. */
export interface Spared {
  campaign: string
  account: string
}

/** Works out what a page may know and show: campaigns that can still appear to this person, with everything the server knows folded in. */
export async function createBoot(store: Store, request: BootRequest, now: number): Promise<{ boot: Boot; spared: Spared[] }> {
  const { workspace } = store
  const [settings, catalog, live] = await Promise.all([workspace.settings(), workspace.catalog(), store.campaigns.live()])
  const running = live.filter((one) => one.state === 'running' && isOn(one.definition, now))
  const subject = await loadSubject(store, request, { catalog, settings }, now)
  const external = running.some(({ definition }) => definition.assignment === 'external')
  const assigned = external ? (await store.exposures.armsOf([subject.accountId])).get(subject.accountId) : undefined
  const { facts, isSpared } = prepare(subject, settings, now)

  const spared: Spared[] = []
  const campaigns = running.flatMap(({ version, definition }): BootCampaign[] => {
    const audience = residual(definition.audience, facts, isServers)
    const arm = definition.assignment === 'external' ? assigned?.get(definition.id) : undefined
    if (audience === false || (definition.assignment === 'external' && arm === undefined)) return []
    // A preview of what one has already is neither shown nor a case of care.
    if (definition.widget.kind === 'gate' && facts.feature[definition.widget.feature] === true) return []
    if (isSpared({ version, definition })) {
      spared.push({ campaign: definition.id, account: subject.accountId })
      return []
    }
    const { name: _, problemSolved: __, goal: ___, ...campaign } = definition
    return [{ version, campaign: { ...campaign, audience }, ...(arm !== undefined && { assigned: arm }) }]
  })

  const boot: Boot = {
    at: now,
    ttl: TTL,
    ...(request.userId !== undefined && { userId: request.userId }),
    ...(subject.accountId !== subject.id && { groupId: subject.accountId }),
    campaigns,
    facts: { plan: facts.plan, survey: facts.survey, campaign: facts.campaign },
    accountCounters: {},
    events: [],
    counters: countersOf(subject, campaigns),
    entitlements: subject.entitlements,
    history: subject.history,
    settings: decisionSettings(settings),
  }
  return { boot, spared }
}

/** True when the campaign is on, or will be before the page asks again. */
function isOn({ schedule }: Campaign, now: number): boolean {
  if (schedule?.until && Date.parse(schedule.until) <= now) return false
  return !schedule?.from || Date.parse(schedule.from) <= now + TTL * 1000
}

/** The facts, and the care gates over them. What they read never leaves the server, so the page could not ask them. */
function prepare(subject: Subject, settings: Settings, now: number) {
  const facts = factsOf(subject, settings.zone, now)
  const input: DecisionInput = {
    now,
    moment: { on: 'load' },
    facts,
    history: subject.history,
    settings: decisionSettings(settings),
    user: subject.id,
    account: subject.accountId,
    consent: true,
  }
  const healthy = Object.keys(facts.health).length === 0
  const isSpared = ({ definition, version }: Pick<LiveCampaign, 'definition' | 'version'>) => {
    if (healthy || !isSelling(definition.motion)) return false
    return explain([compileCampaign(definition, version)], input).some(({ reasons }) => reasons.some(({ gate }) => gate === 'care'))
  }
  return { facts, isSpared }
}

/** The person's counters of the events that the remaining rules read. */
function countersOf({ counters }: Subject, campaigns: readonly BootCampaign[]): Boot['counters'] {
  const paths = campaigns.flatMap(({ campaign }) => pathsOf(campaign.audience))
  const read = new Set(paths.flatMap((path) => (path.startsWith('event.') ? (path.split('.')[1] ?? []) : [])))
  return Object.fromEntries(Object.entries(counters).filter(([name]) => read.has(eventFactName(name))))
}

function decisionSettings(settings: Settings): DecisionSettings {
  const { holdout, zone, budget, requireConsent, surveySampling, surveys, healthBelow, detractorDays, care } = settings
  return { holdout, zone, budget, requireConsent, surveySampling, surveys, healthBelow, detractorDays, care }
}
