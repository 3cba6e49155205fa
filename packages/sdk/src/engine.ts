import { type Decision, type Moment } from '@espalier/core'
import { gatherFacts } from './context.ts'
import { createDecisions, type DecisionParts } from './decide.ts'
import type { Identity } from './identity.ts'
import type { Listeners } from './listeners.ts'
import type { Storage } from './platform/storage.ts'
import type { LoadPresenter, WidgetHost } from './present.ts'
import { createStage } from './stage.ts'
import { createVisit } from './visit.ts'

/** What the client hands to its engine. */
export interface EngineParts extends Pick<DecisionParts, 'boot' | 'page' | 'clock' | 'consent' | 'createId' | 'record'> {
  /** When the page was opened, epoch milliseconds. */
  openedAt: number
  identity: Identity
  listeners: Listeners
  /** Lives as long as the tab. */
  tab: Storage
  loadPresenter: LoadPresenter
  /** What the widgets may ask that the client answers. */
  answers: Pick<WidgetHost, 'locale' | 'zone' | 'check' | 'usage'>
}

/** Decides and shows. It is loaded when something can appear, so that other pages do not pay for it. */
export interface Engine {
  /** Decides soon, about `moment` and about what can appear at any time. */
  consider(moment?: Moment): void
  /** The address changed. */
  turnPage(): void
  /** Somebody else, or another account: nothing of before may be seen or counted. */
  turnPerson(): void
  explain(): Promise<Decision[]>
  show(campaign: string): boolean
  close(): void
}

/** Where an engine comes from. */
export type LoadEngine = () => Promise<{ createEngine(parts: EngineParts): Engine }>

/** Wires the parts that decide and show. */
export function createEngine({ identity, listeners, tab, loadPresenter, answers, ...parts }: EngineParts): Engine {
  const { boot, page, clock, record } = parts
  const { on, emit } = listeners
  const facts = () => gatherFacts(boot(), identity, page, answers, clock.now())
  const host: WidgetHost = {
    ...answers,
    facts,
    on,
    touched: (feature) => {
      record('locked', { feature })
      decisions.consider({ on: 'feature', feature })
    },
  }
  const stage = createStage(host, loadPresenter, () => emit('error', { code: 'presenter' }))
  const visit = createVisit(tab)
  const decisions = createDecisions({ ...parts, person: identity.person, stage, visit, facts, emit })
  const consider: Engine['consider'] = (moment) => {
    if (page.needsWidgets()) stage.prepare()
    decisions.consider(moment)
  }
  consider()
  return {
    ...decisions,
    consider,
    turnPerson: () => {
      stage.clear()
      visit.forget()
      consider()
    },
    close: () => {
      decisions.close()
      stage.close()
    },
  }
}
