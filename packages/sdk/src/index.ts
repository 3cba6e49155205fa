import type { Catalogue, RegisteredCatalogue } from './catalogue.ts'
import { createClientOn } from './client.ts'
import { loadPart } from './load-part.ts'
import type { ClientOptions } from './options.ts'
import { systemClock } from './platform/clock.ts'
import { createPage } from './platform/page.ts'
import type { Client } from './verbs.ts'

export type { ReportedUsage } from '@espalier/core'
export type { Catalogue, EventName, FeatureName, MeteredName, Register, SlotName } from './catalogue.ts'
export type {
  GateAttributes,
  LockedEventDetail,
  MeterAttributes,
  SlotAttributes,
  WidgetElementMap,
  WidgetEventDetail,
  WidgetEventMap,
} from './elements.ts'
export type { ExplainedDecision } from './explain.ts'
export type { UsageSource } from './ask-usage.ts'
export type { AskToken, TokenSource } from './tokens.ts'
export type { Forward, ForwardedEvent } from './forward.ts'
export type { ClientEventName, ClientEvents, OfferEvent } from './listeners.ts'
export type { ClientOptions, Consent } from './options.ts'
export type { Check, Content, LoadPresenter, Outcome, Presentation, Presenter, WidgetHost } from './present.ts'
export type { Client } from './verbs.ts'

/**
 * Starts Espalier in this page. Outside a browser it is inert.
 * @throws TypeError when an option is wrong; nothing throws afterwards
 */
export function createClient<C extends Catalogue = RegisteredCatalogue>(options: ClientOptions): Client<C> {
  return createClientOn(options, systemClock, createPage(systemClock), loadPart)
}
