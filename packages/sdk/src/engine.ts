import {
  absorbOutcome,
  createVisitOn,
  type Facts,
  HELD_OUT,
  type MovedBoot,
  noteRun,
  type Person,
  type Placed,
  type Run,
  SETTLED,
  type Told,
  type VisitMarks,
  type WireEvent,
} from '@espalier/core'
import type { EngineParts } from './engine-parts.ts'
import type { ExplainedDecision } from './explain.ts'
import type { OfferEvent } from './listeners.ts'
import { createReport, decisionProperties } from './outcome.ts'
import type { WidgetHost } from './present.ts'
import type { Sight } from './sight.ts'
import { createStage } from './stage.ts'
import type { OwnEvent } from './stamp.ts'
import type * as rulesPart from './rules.ts'

/** Decides and shows. It is loaded when something can appear, so that other pages do not pay for it. */
export interface Engine {
  /**
   * Moves counters and history of an answer of the server by an event, and notes it; of one that moves nothing it notes that it was there.
   * `at` is its time in epoch milliseconds, where it is known already.
   */
  absorb(boot: MovedBoot, event: WireEvent, at?: number): void
  /** An event was recorded, and absorbed: decides about it. */
  take(event: WireEvent, at?: number): void
  /** An event of another tab. */
  hear(event: WireEvent): void
  /** What the next event of this page, which has this name, tells of other tabs. */
  tell(event?: string): Told
  /** Somebody else, or another account. */
  meet(person: Person): void
  /** Whether a place can be seen; true as long as nobody asks for that. */
  sees(element: Element): boolean
  /** Elements are there that need the widgets although no campaign does. */
  prepare(): void
  explain(): Promise<ExplainedDecision[]>
  /** Opens the overlay, where that is allowed; true when it is open. Never rejects. */
  debug(): Promise<boolean>
  show(campaign: string): boolean
  close(): void
}

const NAME = 'visit'
const VIEW: OwnEvent = 'espalier:view'

/**
 * Wires what decides, which is the visit of the core, with the stage, the tab's memory and the clock. Rules are there before the engine
 * where the answer of the server asks for them; rejects when they cannot be fetched.
 */
export async function createEngine(parts: EngineParts): Promise<Engine> {
  const { boot, identity, listeners, clock, tab, loadPresenter, answers, createId, record, onSight } = parts
  const { on, emit } = listeners
  const rules = { ...SETTLED }
  const visit = createVisitOn(rules, tab.read<VisitMarks>(NAME))
  const { showing, marks } = visit
  let kept = ''
  let remembering = false
  let closed = false
  let stopTimer: (() => void) | undefined
  let sight: Sight | undefined
  let stopDebug: (() => void) | undefined
  let more: typeof rulesPart | undefined
  let fetching: Promise<void> | undefined
  /** What waits for the rules, the first until it is done; of what absorbs an event, which, and into which answer. */
  const late: [run: () => void, answer?: MovedBoot | undefined, event?: WireEvent | undefined][] = []
  /** Of other tabs, since the last event of this one. */
  let heard: Run[] | undefined
  /** The answer of which it was told what it knows. */
  let told: MovedBoot | undefined

  const fetchRules = (): Promise<void> =>
    (fetching ??= import('./rules.ts').then(
      (loaded) => {
        more = loaded
        Object.assign(rules, loaded.rulesOn(parts.limitOf))
        try {
          // What is recorded meanwhile comes in at the end: events are decided about in the order of recording.
          for (let first; (first = late[0]); late.shift()) first[0]()
        } finally {
          late.length = 0
        }
        onSight()
      },
      (error) => {
        fetching = undefined
        throw error
      },
    ))
  const isReady = (): boolean => {
    const { campaigns, settled } = boot()
    return more !== undefined || settled === true || campaigns.length < 1
  }
  /** At once, as a rule; after the rules where a later answer is the first to ask for them. */
  const inTurn = (run: () => void, answer?: MovedBoot, event?: WireEvent): void => {
    if (late.length < 1 && isReady()) return run()
    late.push([run, answer, event])
    fetchRules().catch(() => emit('error', { code: 'presenter' }))
  }
  if (!isReady()) await fetchRules()

  const facts = (): Facts => {
    const known = visit.look(boot(), clock.now()).input.facts
    const { user, account } = identity.traits() as Pick<Facts, 'user' | 'account'>
    return { ...known, user: { ...user, ...known.user }, account: { ...account, ...known.account } }
  }
  const host: WidgetHost = { ...answers, facts, on, touched: (feature) => record('espalier:locked', { feature }) }
  const stage = createStage(host, loadPresenter, () => emit('error', { code: 'presenter' }))

  /** Follows the visit: what is on the screen, and at the end of the task what the tab remembers and whose delay is over next. */
  const follow = (): void => {
    stage.follow(showing)
    if (remembering !== (remembering = true)) queueMicrotask(remember)
  }
  const remember = (): void => {
    remembering = false
    if (closed) return
    if (kept === (kept = JSON.stringify(marks))) return
    tab.write(NAME, marks)
    stopTimer?.()
    const due = Math.min(...Object.values(marks.due))
    stopTimer = due < Infinity ? clock.after(due - clock.now(), ask) : undefined
  }
  const ask = (): void => {
    for (const [campaign, at] of Object.entries(marks.due)) if (at <= clock.now()) record('espalier:asked', { campaign })
  }

  const act = ({ campaign, version, arm, place, fresh, compiled }: Placed): void => {
    const { widget, variants } = compiled.campaign
    const heldOut = arm === HELD_OUT
    const offer: OfferEvent = { campaign, version, arm, kind: widget.kind, place, decision: marks.decided[campaign] || createId() }
    if (fresh) record('espalier:exposure', { ...decisionProperties(offer), heldOut })
    if (heldOut) return
    stage.present({
      ...offer,
      content: variants?.find(({ id }) => id === arm)?.content ?? widget.content,
      report: createReport(offer, {
        record,
        emit,
        isSeen: () => marks.shown[campaign] === true,
        onEnd: () => stage.leave(place),
      }),
    })
  }

  const take: Engine['take'] = (event, at) => {
    const { winners, heldBack } = visit.take(event, boot(), at)
    follow()
    winners.forEach(act)
    for (const { campaign, version, reasons } of heldBack)
      for (const { gate } of reasons) record('espalier:held-back', { campaign, version, gate })
  }

  const explain: Engine['explain'] = async () => {
    const [{ explainInWords }] = await Promise.all([import('./explain.ts'), fetchRules()])
    return explainInWords(boot(), visit.look(boot(), clock.now()))
  }

  return {
    absorb: (answer, event, at) =>
      inTurn(
        () => {
          noteRun((answer.knows ??= []), event)
          if (event.type !== 'track') return
          more?.countEvent(answer, event, at)
          absorbOutcome(answer, event, at)
        },
        answer,
        event,
      ),
    take: (event, at) => inTurn(() => take(event, at)),
    hear: (event) => {
      noteRun((heard ??= []), event)
      inTurn(() => stage.follow(visit.hear(event)))
    },
    tell: (event) => {
      const all: Told = { heard }
      heard = undefined
      if (event === VIEW && told !== (told = boot())) {
        all.knows = structuredClone(told.knows ?? [])
        // What waits for the rules will be in the answer before this event is decided about.
        for (const [, answer, one] of late) if (one && answer === told) noteRun(all.knows, one)
      }
      return all
    },
    meet: (person) => {
      // What waits for the rules was about somebody else, and so is the answer that it would need.
      late.length = 0
      inTurn(() => {
        visit.meet(person)
        stage.clear()
        follow()
      })
    },
    sees: (element) => {
      if (!boot().campaigns.some(({ campaign }) => campaign.trigger.on === 'visible')) return true
      sight ??= more?.createSight(onSight)
      return sight?.sees(element) ?? false
    },
    prepare: stage.prepare,
    explain,
    debug: async () => {
      try {
        const [{ openDebug }] = await Promise.all([import('./debug/open.ts'), fetchRules()])
        stopDebug = await openDebug(parts, host, () => visit.look(boot(), clock.now()), explain)
      } catch {
        // Offline, perhaps: whoever asks may ask again.
      }
      return Boolean(stopDebug)
    },
    show: (campaign) => {
      if (boot().campaigns.some((one) => one.campaign.id === campaign)) record('espalier:asked', { campaign })
      return Object.values(showing).includes(campaign)
    },
    close: () => {
      closed = true
      stopTimer?.()
      stopDebug?.()
      sight?.close()
      stage.clear()
    },
  }
}
