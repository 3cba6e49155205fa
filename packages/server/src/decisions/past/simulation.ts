import {
  compileCampaign,
  decide,
  EVENTS,
  INTERRUPTION,
  isSelling,
  type Decision,
  type Moment,
  type Placed,
  type prepareCampaigns,
} from '@espalier/core'
import type { Campaign } from '@espalier/core/schema'
import type { LoggedEvent } from '../../store/events.ts'
import type { Count } from '../backtest/count.ts'
import type { CounterScope } from '../../store/people.ts'
import { createCustomEvents, type CustomEvents } from '../world/custom-events.ts'
import type { Timeline } from '../world/timeline.ts'
import { createWorld } from '../world/world.ts'
import { createAnswers } from './answers.ts'
import { createAssumptions } from './assumptions.ts'
import { draftTimeline, type DraftTimeline } from './draft-timeline.ts'
import { ANSWERED, DECIDED } from './outcomes.ts'
import { toldEvent } from './told-event.ts'
import { unreadCounters } from './unread-counters.ts'
import { createPrepare } from './prepare.ts'
import { createVisits, EVERYTHING, type Interest, type ReplayedVisit, type Step } from './visits.ts'
import { createWhyNot } from './why-not.ts'

/** Replays the log with a draft beside the campaigns of the time. */
export interface Simulation {
  take(event: LoggedEvent): void
}

/** Begins to replay the log of people who have nothing to do with others. */
export type BeginSimulation = (hasViews: (person: string) => boolean) => Simulation

/** What simulations are made of. `from`: when the period begins, epoch milliseconds. */
export interface SimulationParts {
  timeline: Timeline
  draft: Campaign
  from: number
  count: Count
  /** The day of a time in the workspace's zone. */
  dayOf(at: number): string
  /** Told of every decision of the draft, shown or not. */
  onMet(account: string, at: number): void
}

/** An estimate may forget a page that rested for so long; a law could not. Milliseconds. */
const IDLE = 2 * 3_600_000

/**
 * Gets ready what is the same for everybody. Of people of whom a page was recorded, `hasViews`, nothing is assumed. Until the period the
 * past is taken as it was recorded. In it, the draft and its rivals are decided anew: a decision counts as an impression, and an answer
 * that was recorded in the same visit is given again.
 */
export function prepareSimulations(parts: SimulationParts): BeginSimulation {
  const { timeline, draft, from } = parts
  const changed = draftTimeline(timeline, draft, from)
  const ready: Ready = {
    changed,
    customEvents: createCustomEvents(changed.customEvents),
    ignores: unreadCounters(changed, from),
    prepare: createPrepare(),
    interest: interestIn(draft),
  }
  return (hasViews) => createSimulation(parts, ready, hasViews)
}

/** What is the same for everybody. */
interface Ready {
  changed: DraftTimeline
  customEvents: CustomEvents
  ignores: (scope: CounterScope, name: string) => boolean
  prepare: typeof prepareCampaigns
  interest: Interest
}

function createSimulation(
  { timeline, draft, from, count, dayOf, onMet }: SimulationParts,
  { changed, customEvents, ignores, prepare, interest }: Ready,
  hasViews: (person: string) => boolean,
): Simulation {
  const world = createWorld(changed, { ignores, customEvents })
  const answers = createAnswers(world, (answer) => answer.sends(draft.id), 2 * IDLE)
  const visits = createVisits(answers, prepare, interest)
  const whyNot = createWhyNot(world, draft.id, count)
  let today = ''
  let swept = -Infinity

  const meet = ({ visit, at, wire }: Step, winner: Placed): void => {
    const { verdict, version, campaign } = winner
    const heldOut = verdict === 'held-out'
    for (const name of heldOut ? [EVENTS.exposure] : [EVENTS.exposure, EVENTS.shown]) {
      const told = toldEvent({ wire, visit, at }, name, { campaign, version, heldOut })
      world.take(told.event)
      visits.add(visit, told.wire)
    }
    if (campaign !== draft.id) return
    const { person: user, account } = visit
    count.draft.add({ user, account, at, day: dayOf(at), heldOut })
    count.sample({ user, account, at, verdict, path: wire.context?.page?.path ?? '' })
    if (!heldOut) onMet(account, at)
  }

  const settle = (step: Step, assumed: boolean): void => {
    const { visit, taken, at } = step
    count.moment(assumed)
    for (const decision of taken.heldBack) if (decision.campaign === draft.id) spared(decision, visit.account)
    for (const winner of taken.winners) {
      if (!winner.fresh) continue
      if (winner.campaign === draft.id) {
        const displaced = displacedBy(step, winner)
        if (displaced !== undefined) count.takenFrom(displaced)
      }
      meet(step, winner)
    }
    const { due } = visit.visit.marks
    if ((due[draft.id] ?? Infinity) <= at) delete due[draft.id]
  }
  const spared = ({ reasons, winner }: Decision, account: string): void => {
    if (winner !== undefined) count.lostTo(winner)
    else count.blocked(reasons, account)
  }
  /** A delay of the draft that ran out before this event: the page would have asked then. */
  const askAgain = (event: LoggedEvent, visit: ReplayedVisit | undefined): void => {
    const due = visit?.visit.marks.due[draft.id]
    if (!visit || due === undefined || due > event.at || !visit.last) return
    const told = toldEvent({ wire: visit.last, visit, at: due }, EVENTS.asked, { campaign: draft.id })
    settle(visits.add(visit, told.wire), false)
  }
  /** What others showed in this visit: an offer and a question never meet in one. */
  const mark = ({ visit: { marks } }: ReplayedVisit, campaign: string, version: number): void => {
    const motion = timeline.version(campaign, version)?.definition.motion
    if (motion === 'survey') marks.asked = true
    if (motion !== undefined && isSelling(motion)) marks.offered = true
  }
  /** The server is asked: somebody for whom the draft is not sent is not met by it. */
  const takeBoot = (event: LoggedEvent): void => {
    const { answer, subject } = answers.add(event)
    if (!answer.followed) whyNot.ask(subject, event.at)
  }
  const assumptions = createAssumptions({ world, hasViews, takeBoot, takeStep: (event) => visits.take(event) })

  /** False for what became of a decision that is made anew, and for an answer to what would not have been seen. */
  const happens = ({ type, name, properties }: LoggedEvent, visit: ReplayedVisit | undefined): boolean => {
    if (type !== 'track' || !name.startsWith('espalier:')) return true
    const campaign = String(properties['campaign'])
    // Where the draft is not sent, what its rivals did is in the log; the draft itself was never anything but this one.
    const anew = campaign === draft.id || (visit?.answer?.followed !== undefined && changed.isDecided(campaign))
    if (!anew) return true
    if (DECIDED.has(name)) return false
    if (ANSWERED.has(name)) return visit?.visit.marks.shown[campaign] === true
    return name !== EVENTS.asked || campaign !== draft.id || draft.trigger.on !== 'event'
  }
  const takeOfVisit = (event: LoggedEvent): void => {
    const { name, properties, receivedAt } = event
    // Whether it is forgotten must not depend on whose events lay between.
    if ((visits.find(event)?.lastAt ?? receivedAt) < receivedAt - IDLE) sweep(receivedAt)
    const visit = visits.find(event)
    if (!happens(event, visit)) return
    if (visit && event.type === 'track' && name === EVENTS.exposure) {
      mark(visit, String(properties['campaign']), Number(properties['version']))
    }
    askAgain(event, visit)
    world.take(event)
    const step = visits.take(event)
    if (step) settle(step, false)
  }
  const takeAssumed = (event: LoggedEvent): void => {
    const within = assumptions.within(event)
    if (!happens(event, within && visits.find(within))) return
    if (within) askAgain(within, visits.find(within))
    const steps = assumptions.take(event)
    world.take(event)
    for (const step of steps) settle(step, true)
  }
  const turn = (now: number): void => {
    const day = dayOf(now)
    if (day !== today) whyNot.turn()
    today = day
    if (now > swept + IDLE) sweep(now)
  }
  const sweep = (now: number): void => {
    swept = now
    answers.sweep(now)
    visits.sweep(now, IDLE)
    assumptions.sweep(now)
  }

  return {
    take(event) {
      if (event.receivedAt < from) return world.take(event)
      count.event()
      turn(event.receivedAt)
      if (event.type === 'track' && event.name === EVENTS.boot) takeBoot(event)
      else if (typeof event.context['visit'] === 'string') takeOfVisit(event)
      else takeAssumed(event)
    },
  }
}

/** Who would have had the place without the draft. */
function displacedBy({ visit: { visit, answer }, at, wire }: Step, { campaign, place, compiled }: Placed): string | undefined {
  if (!answer?.followed) return undefined
  const { campaigns, input } = visit.look(answer.followed.boot(), at)
  if (!input.page) return undefined
  const { [place]: _, ...showing } = input.page.showing
  const others = campaigns.filter(
    (one) => one.campaign.id !== campaign && (one.place === place || (one.interruptive && compiled.interruptive)),
  )
  const moments: Moment[] = [{ on: 'load' }]
  const { event = '', properties = {} } = wire
  if (wire.type === 'track' && !event.startsWith('espalier:')) moments.push({ on: 'event', event, properties })
  const before = { offered: false, asked: false }
  for (const moment of moments) {
    const [first] = decide(others, { ...input, moment, page: { ...input.page, showing }, visit: before })
    if (first) return first.campaign
  }
  return undefined
}

/**
 * A page without the draft's place decides nothing about it or its rivals; neither does what happens while the draft is on the screen.
 * A delay that runs meanwhile has to be followed.
 */
function interestIn(draft: Campaign): Interest {
  const { place, interruptive } = compileCampaign(draft, 1)
  const { trigger } = draft
  if (interruptive || place === INTERRUPTION || (trigger.on === 'event' && trigger.delaySeconds !== undefined)) return EVERYTHING
  return {
    watches: ({ places }) => places.includes(place),
    isSettled: ({ showing }) => showing[place] === draft.id,
  }
}
