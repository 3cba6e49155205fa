import { HELD_OUT } from '../bucket.ts'
import type { CompiledCampaign } from '../compile.ts'
import type { Decision, DecisionInput, Moment } from '../decision.ts'
import type { Winner } from '../winner.ts'
import type { WireEvent } from '../event.ts'
import { ACCEPTED, ANSWERED, ASKED, DISMISSED, EXPOSURE, LOCKED, SHOWN, USAGE, VIEW } from '../event-names.ts'
import { PAGE_GATES } from '../gates/page.ts'
import { delayOf } from '../gates/trigger.ts'
import { decideAmong, heldBackAmong, meantBy } from '../judge.ts'
import { INTERRUPTION } from '../place.ts'
import type { Boot, BootCampaign } from '../schema/boot.ts'
import { createMarks, type VisitMarks } from './marks.ts'
import { type Person, personOf } from './person.ts'
import type { Prepared } from './prepare.ts'
import { type Rules, rulesOn } from './rules.ts'
import { limitOf } from './usage.ts'
import { type View, viewOf } from './view.ts'

/** Moments that wait for a first view, or are asked again after the first seconds, at most. */
const MOMENTS = 20

/** After these a widget leaves. */
const ANSWERS: readonly string[] = [ACCEPTED, DISMISSED, ANSWERED]
const LOAD: Moment = { on: 'load' }

/** A campaign that was decided for a place. */
export interface Placed extends Winner {
  /** False when its exposure is recorded in this visit already: a page of the same visit before this one. */
  fresh: boolean
}

/** What a visit decided about one event. */
export interface Taken {
  /** In the order in which they were decided. */
  winners: Placed[]
  /** Campaigns that were meant for this moment and spared the person, each gate once a visit; `reasons[0].gate` is what is recorded. */
  heldBack: Decision[]
}

/**
 * One visit of one person in one tab, moved by recorded events alone: no clock, no DOM, no dice. The SDK drives it live, a replay
 * from the log; the same events with the same answers of the server give the same decisions.
 *
 * Law for whoever drives it: every event of the visit in the order of recording; `boot` is the answer that the last
 * `espalier:view` names (`asOf`), moved on by `absorbUsage` and `absorbEvent` for each event since, this one included, and by those
 * of the browser's other tabs. After `identify`, `group` or a log-out changed the person, any boot will do until the next view.
 */
export interface Visit {
  /** Campaign by place: on the screen, held out in its place, or keeping the place after an answer. */
  readonly showing: Readonly<Record<string, string>>
  readonly marks: VisitMarks
  /** Takes a recorded event, and decides about it at its time: `at` in epoch milliseconds, where it is known already. */
  take(event: WireEvent, boot: Boot, at?: number): Taken
  /**
   * An event of another tab: what is answered there leaves here too, and what interrupts is seen once. Nothing is decided or marked: that it
   * was heard is told with the next event of this page, if there is one. Answers what stays on the screen, by place.
   */
  hear(event: WireEvent): Visit['showing']
  /** This is who uses the page from now on. Events tell it, too; a log-out records none. */
  meet(person: Person): void
  /** All campaigns, and what a decision at `now` (epoch milliseconds) would be made of. */
  look(boot: Boot, now: number): { campaigns: readonly CompiledCampaign[]; input: DecisionInput }
}

/** Opens a visit, or goes on with `marks`. `prepare` may be one that remembers what it prepared. */
export const createVisit = (marks?: VisitMarks, prepare?: Rules['prepare']): Visit => createVisitOn(rulesOn(limitOf, prepare), marks)

/** The same on rules of one's own: all of them, or as many as the campaigns need. */
export function createVisitOn(rules: Rules, marks: VisitMarks = createMarks()): Visit {
  let view: View | undefined
  let seq = -1
  let waiting: { moment: Moment; at: number }[] = []
  let source: readonly BootCampaign[] | undefined
  let compiled: readonly CompiledCampaign[] = []
  let delayed: readonly CompiledCampaign[] = []
  let index: Prepared['index']
  let windows: readonly number[] = []
  const showing: Record<string, string> = {}
  /** Places without a widget that are kept until the address changes: held out, or answered. */
  const kept = new Set<string>()

  const free = (place: string): void => {
    delete showing[place]
    kept.delete(place)
  }

  /** A page load begins: nothing is on the screen. */
  const open = (): void => {
    view = undefined
    waiting = []
    Object.keys(showing).forEach(free)
  }

  const meet = (person: Person): void => {
    const { person: before, offered, asked } = marks
    marks.person = person
    // Who signs in is still in the same visit, though what was decided about the visitor was not about this account.
    const same = before?.anonymousId === person.anonymousId
    if (!before || (same && before.userId === person.userId && before.groupId === person.groupId)) return
    open()
    Object.assign(marks, createMarks(), same && { offered, asked })
  }

  const compileAll = ({ campaigns }: Boot): void => {
    if (source === campaigns) return
    source = campaigns
    ;({ compiled, index, windows } = rules.prepare(campaigns))
    delayed = compiled.filter(({ campaign: { trigger } }) => trigger.on === 'event' && trigger.delaySeconds)
  }

  const inputOf = (boot: Boot, now: number): DecisionInput => {
    const who: Person = marks.person ?? { anonymousId: '' }
    const { settings, history, campaigns } = boot
    const facts = rules.facts(boot, who, view, now, windows)
    const assigned: Record<string, string> = {}
    for (const one of campaigns) if (one.assigned !== undefined) assigned[one.campaign.id] = one.assigned
    const { openedAt = now, places = [], visible = [], zone = '', consent = false } = view ?? {}
    return {
      now,
      moment: LOAD,
      facts,
      history,
      settings,
      user: String(facts.user['id']),
      account: String(facts.account['id']),
      consent,
      assigned,
      page: {
        openedAt,
        // An unlocked gate shows the host's own content.
        places: [INTERRUPTION, ...places.filter((place) => !(place.startsWith('gate:') && facts.feature[place.slice(5)]))],
        showing,
        visible,
        ...(zone && { zone }),
      },
      visit: marks,
    }
  }

  const put = (winner: Winner): Placed => {
    const { campaign, place, arm, compiled: one } = winner
    showing[place] = campaign
    if (arm === HELD_OUT) kept.add(place)
    if (one.selling) marks.offered = true
    if (one.campaign.motion === 'survey') marks.asked = true
    const fresh = !Object.hasOwn(marks.decided, campaign)
    if (fresh) marks.decided[campaign] = ''
    return { ...winner, fresh }
  }

  /** Decides until nothing more is to be placed: what was placed counts for what comes after it. */
  const pass = (concerned: readonly CompiledCampaign[], input: DecisionInput, { winners, heldBack: spared }: Taken): void => {
    const meant = meantBy(PAGE_GATES, concerned, input)
    while (meant.length > 0) {
      // One that interrupts at a time, wherever it stands.
      const busy = compiled.some(({ interruptive, place, campaign }) => interruptive && showing[place] === campaign.id)
      const candidates = busy ? meant.filter(({ interruptive }) => !interruptive) : meant
      const [winner] = decideAmong(PAGE_GATES, candidates, input).sort(byRank)
      if (!winner) break
      winners.push(put(winner))
    }
    for (const decision of heldBackAmong(PAGE_GATES, meant, input)) {
      const reasons = decision.reasons.filter(({ gate, code }) => {
        const name = `${gate} ${decision.campaign}`
        // The first seconds pass, and then it is asked again.
        if (code === 'first-seconds' || marks.told[name]) return false
        return (marks.told[name] = true)
      })
      if (reasons.length > 0) spared.push({ ...decision, reasons })
    }
  }

  /** A delay begins when its event is first decided about; everything is asked again when it is over. */
  const delay = (moment: Moment, at: number): void => {
    for (const one of delayed) {
      const seconds = delayOf(one, moment)
      if (seconds !== undefined) marks.due[one.campaign.id] ??= at + seconds * 1000
    }
  }

  /** Answered or put away: answers where it was. A locked preview stays as long as the feature is locked. */
  const end = (id: string, event: string): string | undefined => {
    const place = Object.keys(showing).find((one) => showing[one] === id)
    if (place === undefined || (event === ACCEPTED && place.startsWith('gate:'))) return undefined
    const one = compiled.find(({ campaign }) => campaign.id === id)
    // One interruption a page: after an answer nothing else comes up.
    if (one?.interruptive ?? place === INTERRUPTION) kept.add(place)
    else free(place)
    return place
  }

  const arrive = (next: View): void => {
    // At another address everything may come up again.
    if (view && view.path !== next.path) kept.forEach(free)
    view = next
  }

  const notice = (event: WireEvent): void => {
    meet(personOf(event))
    const { seq: next = seq + 1 } = event
    if (next <= seq) open()
    seq = next
  }

  /** What an event of the page is a moment of. Undefined: nothing is decided about it. */
  const momentOf = (name: string, properties: Record<string, unknown>): Moment | undefined => {
    // What a host tells of its own events may be anything, and is not looked at.
    if (!name.startsWith('espalier:')) return { on: 'event', event: name, properties }
    const campaign = String(properties['campaign'])
    if (ANSWERS.includes(name)) {
      // That it keeps quiet after an answer of this visit is no news.
      if (end(campaign, name)) marks.told[`cadence ${campaign}`] = true
      return LOAD
    }
    switch (name) {
      case EXPOSURE:
        marks.decided[campaign] = String(properties['decision'])
        return undefined
      case SHOWN:
        marks.shown[campaign] = true
        return undefined
      case LOCKED:
        return { on: 'feature', feature: String(properties['feature']) }
      case ASKED:
        delete marks.due[campaign]
        return { on: 'asked', campaign }
      default:
        return name === USAGE || name === VIEW ? LOAD : undefined
    }
  }

  const take: Visit['take'] = (event, boot, at = Date.parse(event.timestamp)) => {
    const taken: Taken = { winners: [], heldBack: [] }
    notice(event)
    const { type, event: name = '', properties = {} } = event
    const moment = type === 'track' ? momentOf(name, properties) : undefined
    if (!moment) return taken
    const first = !view
    if (name === VIEW) arrive(viewOf(event, at))
    if (moment !== LOAD && waiting.push({ moment, at }) > MOMENTS) waiting.shift()
    // While the rules were fetched, somebody else may have come, of whom the server has not told yet.
    if (!view || boot.at === 0) return taken

    compileAll(boot)
    const calm = at >= view.openedAt + boot.settings.budget.quietFirstSeconds * 1000
    const again = name === VIEW && (first || calm) ? waiting : []
    if (first) for (const one of again) delay(one.moment, one.at)
    // What happened in the first seconds is asked again after them, where there is something that they hold back.
    if (calm || !compiled.some(({ interruptive }) => interruptive)) waiting = []
    delay(moment, at)
    // A place that is free again, or another page, concerns all.
    const all = moment === LOAD && name !== USAGE
    const concerned = all ? compiled : rules.concerned(index, boot, name, properties, moment)
    if (concerned.length + again.length === 0 && !all) return taken
    const input = inputOf(boot, at)
    for (const place of Object.keys(showing)) if (!input.page?.places.includes(place)) free(place)
    for (const one of again) pass(index.affectedBy([], one.moment), { ...input, moment: one.moment }, taken)
    pass(concerned, { ...input, moment }, taken)
    return taken
  }

  return {
    showing,
    marks,
    take,
    hear: ({ event = '', properties }) => {
      const id = String(properties?.['campaign'])
      const elsewhere = event === SHOWN && showing[INTERRUPTION] === id && !marks.shown[id]
      const place = (elsewhere || ANSWERS.includes(event)) && end(id, event)
      return place ? { ...showing, [place]: '' } : showing
    },
    meet,
    look: (boot, now) => {
      compileAll(boot)
      return { campaigns: compiled, input: inputOf(boot, now) }
    },
  }
}

/** Which of the winners of several places counts first. */
function byRank(left: Winner, right: Winner): number {
  return right.compiled.campaign.priority - left.compiled.campaign.priority || (left.campaign < right.campaign ? -1 : 1)
}
