import {
  compileCampaign,
  type CompiledCampaign,
  decide,
  type Decision,
  type DecisionInput,
  type Facts,
  HELD_OUT,
  heldBack,
  INTERRUPTION,
  type Moment,
  type Winner,
} from '@espalier/core'
import type { Boot, BootCampaign } from '@espalier/core/schema'
import type { Person } from './identity.ts'
import { createReport, decisionProperties, type OutcomeParts } from './outcome.ts'
import type { Clock } from './platform/clock.ts'
import type { Page } from './platform/page.ts'
import type { Stage } from './stage.ts'
import type { Visit } from './visit.ts'

const MOMENTS = 20

/** Decides what appears, when something happened. */
export interface Decisions {
  /** Decides soon about `moment` and about what can appear at any time. */
  consider(moment?: Moment): void
  /** The address changed: a new page for those who must not be interrupted at once. */
  turnPage(): void
  /** Every campaign with its verdict and the reasons, as if decided now. */
  explain(): Promise<Decision[]>
  /** Decides about one campaign as if its trigger had just happened. True when it appears or would have (hold-out). */
  show(campaign: string): boolean
  close(): void
}

/** What decisions are made of. */
export interface DecisionParts extends Omit<OutcomeParts, 'onEnd' | 'first'> {
  boot(): Boot
  /** When the page was opened, epoch milliseconds. */
  openedAt: number
  stage: Stage
  page: Page
  visit: Visit
  clock: Clock
  facts(): Facts
  person(): Person
  consent(): boolean
  createId(): string
}

/** Creates the decisions of one page. */
export function createDecisions(parts: DecisionParts): Decisions {
  const { boot, stage, page, visit, clock, facts, person, consent, createId, record, emit } = parts
  let { openedAt } = parts
  let source: BootCampaign[] | undefined
  let compiled: CompiledCampaign[] = []
  let moments: Moment[] = []
  let stopTimer: (() => void) | undefined
  let timerAt = Infinity
  const first = (name: string): boolean => visit.first(name)

  /** Places that can take a widget: an unlocked gate shows the host's own content. */
  const places = (known: Facts): string[] => [
    INTERRUPTION,
    ...page.places().filter((place) => !(place.startsWith('gate:') && known.feature[place.slice(5)])),
  ]

  /** Compiles once for each answer of the server. */
  const compile = (): CompiledCampaign[] => {
    const { campaigns } = boot()
    if (source !== campaigns) compiled = campaigns.map(({ campaign, version }) => compileCampaign(campaign, version))
    source = campaigns
    return compiled
  }

  const gather = (): DecisionInput => {
    const known = facts()
    const { anonymousId, userId = anonymousId, groupId = userId } = person()
    const { settings, history, campaigns } = boot()
    const assigned: Record<string, string> = {}
    for (const one of campaigns) if (one.assigned !== undefined) assigned[one.campaign.id] = one.assigned
    return {
      now: clock.now(),
      moment: { on: 'load' },
      facts: known,
      history,
      settings,
      user: userId,
      account: groupId,
      consent: consent(),
      assigned,
      page: { openedAt, places: places(known), showing: stage.showing },
    }
  }

  const act = (winner: Winner): void => {
    const {
      campaign,
      version,
      arm,
      place,
      compiled: {
        interruptive,
        campaign: { widget, variants },
      },
    } = winner
    const heldOut = arm === HELD_OUT
    let fresh = false
    const decision = visit.decision(campaign, () => {
      fresh = true
      return createId()
    })
    if (fresh) record('exposure', { ...decisionProperties(winner, decision), heldOut })
    if (heldOut) return stage.reserve(place, campaign)
    // One interruption a page: after an answer nothing else comes up.
    const onEnd = (): void => {
      if (interruptive) stage.reserve(place, campaign)
      else stage.free(place)
      consider()
    }
    stage.present({
      kind: widget.kind,
      place,
      campaign,
      version,
      arm,
      content: variants?.find(({ id }) => id === arm)?.content ?? widget.content,
      report: createReport(winner, decision, { record, emit, first, onEnd }),
    })
  }

  const tellHeldBack = ({ campaign, version, reasons }: Decision): void => {
    for (const { gate, code } of reasons) {
      // The first seconds pass, and then it is asked again.
      if (code !== 'first-seconds' && first(`${gate} ${campaign}`)) record('heldBack', { campaign, version, gate })
    }
  }

  const run = (): void => {
    // Nothing is known about this person yet; what happens waits for the answer.
    if (boot().at === 0) return
    const happened = moments
    moments = []
    const input = gather()
    const all = compile()
    stage.keepOnly(input.page?.places ?? [])
    for (const moment of [...happened, input.moment]) {
      for (const winner of decide(all, { ...input, moment })) act(winner)
      for (const decision of heldBack(all, { ...input, moment })) tellHeldBack(decision)
    }
    const calmAt = openedAt + 1000 * input.settings.budget.quietFirstSeconds
    if (input.now >= calmAt || !all.some(({ interruptive }) => interruptive)) return
    // What happened in the first seconds is asked again after them.
    moments = happened
    wake(calmAt)
  }

  const wake = (at: number): void => {
    if (at >= timerAt) return
    stopTimer?.()
    timerAt = at
    stopTimer = clock.after(at - clock.now(), () => {
      timerAt = Infinity
      run()
    })
  }

  const consider = (moment?: Moment): void => {
    if (moment) moments = [...moments.slice(1 - MOMENTS), moment]
    wake(clock.now())
  }

  return {
    consider,
    turnPage: () => {
      openedAt = clock.now()
      stage.release()
      consider()
    },
    explain: async () => {
      const { explain } = await import('./explain.ts')
      return explain(compile(), gather())
    },
    show: (id) => {
      const asked = compile().filter(({ campaign }) => campaign.id === id)
      const trigger = asked[0]?.campaign.trigger
      if (!trigger) return false
      const moment: Moment = { on: 'asked', campaign: id }
      const [winner] = decide(asked, { ...gather(), moment })
      if (winner) act(winner)
      return winner !== undefined || Object.values(stage.showing).includes(id)
    },
    close: () => stopTimer?.(),
  }
}
