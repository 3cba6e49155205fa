import type { ReportedUsage } from '@espalier/core'
import type { Catalogue, EventName, FeatureName, MeteredName, RegisteredCatalogue } from './catalogue.ts'
import type { ExplainedDecision } from './explain.ts'
import type { Traits } from './identity.ts'
import type { ClientEventName, ClientEvents, Listeners } from './listeners.ts'
import type { Consent } from './options.ts'
import { quietly } from './platform/quiet.ts'
import type { Check } from './present.ts'
import type { TokenSource } from './tokens.ts'

/** What a host can say and ask. Nothing here throws or rejects, whatever the network, the browser or the arguments are. */
export interface Client<C extends Catalogue = RegisteredCatalogue> {
  /** Tells who uses the page. What the visitor did before belongs to them from now on. `token`: what the host's server signed for them. */
  identify(userId: string, traits?: Traits, options?: { token?: TokenSource }): void
  /** Tells which account (company, team) they act for. */
  group(groupId: string, traits?: Traits): void
  /** Records that something happened, for example `track('Report Exported', { rows: 1200 })`. */
  track(event: EventName<C>, properties?: Record<string, unknown>): void
  /** Records a page view. */
  page(name?: string, properties?: Record<string, unknown>): void
  /** Tells the usage of a feature that the host counts itself. */
  setUsage(feature: MeteredName<C>, usage: ReportedUsage): void
  /** Whether a feature may be used, from the last known state; see `Check`. */
  check(feature: FeatureName<C>): Check
  /** Listens; returns how to stop. `ready` is also told to those who listen late. */
  on<N extends ClientEventName>(name: N, listener: (detail: ClientEvents[N]) => void): () => void
  /** Every campaign that can still show, with its verdict and all reasons, in words of both languages. */
  explain(): Promise<ExplainedDecision[]>
  /**
   * Opens an overlay that says what was decided here and why, previews campaigns and shows what waits to be sent. It opens on
   * `localhost`, elsewhere only with a link from the console. True when it is open.
   */
  debug(): Promise<boolean>
  /** Sends what waits. Resolves when the attempt has ended, however. */
  flush(): Promise<void>
  /** Forgets person and account, for a log-out. */
  reset(): void
  /** Takes everything off the page and stops for good. */
  shutdown(): void
  /** Withdrawing deletes what is stored here and what was not sent yet. */
  consent(consent: Consent): void
  /** Asks for one campaign now. All gates still decide; only its trigger counts as fired. True when it is its turn. */
  show(campaign: string): Promise<boolean>
}

/** A client at work: it watches the page and may store and send. There is none without consent, and none outside a browser. */
export interface Session extends Pick<Client, 'check' | 'explain' | 'debug' | 'show'> {
  identify(userId: string, traits: Traits, token: TokenSource | undefined): void
  group(groupId: string, traits: Traits): void
  track(event: string, properties: Record<string, unknown>): void
  page(name: string | undefined, properties: Record<string, unknown>): void
  setUsage(feature: string, usage: ReportedUsage): void
  flush(): Promise<void>
  reset(): void
  /** Looks at the page: what was said about consent is part of it. */
  look(): void
  /** Sends what waits, in requests that outlive the page. */
  leave(): void
  /** Deletes what waits, after `close`. */
  withdraw(): void
  close(): void
}

/** What the person said last. */
export interface Agreement {
  consent: Consent | undefined
}

/** What the verbs act on. */
export interface VerbParts {
  open(): Session | undefined
  listeners: Listeners
  agreement: Agreement
  /** Deletes all that is stored. */
  forget(): void
}

/** Makes verbs that check their arguments, obey consent and never throw. */
export function createVerbs({ open, listeners, agreement, forget }: VerbParts): Client {
  let over = false
  let session: Session | undefined
  // There will be no answer of the server for now: nobody waits for it in vain.
  if (agreement.consent === 'denied') listeners.emit('ready')
  else session = open()

  const wrong = (field: string): false => {
    listeners.emit('error', { code: 'argument', field })
    return false
  }
  const isText = (value: unknown, field: string): boolean => (typeof value === 'string' && value !== '') || wrong(field)
  const record = (value: unknown): Record<string, unknown> => (typeof value === 'object' ? { ...value } : {})
  const safe =
    <A extends unknown[]>(verb: (...args: A) => void) =>
    (...args: A): void =>
      quietly(() => verb(...args))
  const end = (): void => {
    session?.close()
    session = undefined
  }

  return {
    identify: safe((userId, traits, options) => isText(userId, 'userId') && session?.identify(userId, record(traits), options?.token)),
    group: safe((groupId, traits) => isText(groupId, 'groupId') && session?.group(groupId, record(traits))),
    track: safe((event, properties) => {
      if (!isText(event, 'event')) return
      if (event.startsWith('espalier:')) wrong('event')
      else session?.track(event, record(properties))
    }),
    page: safe((name, properties) => session?.page(name, record(properties))),
    setUsage: safe((feature, usage) => {
      if (!isText(feature, 'feature')) return
      if (Number.isFinite(record(usage)['used'])) session?.setUsage(feature, usage)
      else wrong('used')
    }),
    check: (feature) => quietly(() => session?.check(feature)) ?? { allowed: true, reason: 'not-loaded' },
    on: listeners.on,
    explain: async () => session?.explain().catch(() => []) ?? [],
    debug: async () => session?.debug() ?? false,
    flush: async () => session?.flush(),
    reset: safe(() => session?.reset()),
    shutdown: safe(() => {
      over = true
      session?.leave()
      end()
      listeners.clear()
    }),
    consent: safe((consent) => {
      if (over || (consent !== 'granted' && consent !== 'denied')) return
      agreement.consent = consent
      if (consent === 'granted') {
        session ??= open()
        session?.look()
        return
      }
      const before = session
      end()
      forget()
      before?.withdraw()
      listeners.emit('ready')
    }),
    show: async (campaign) => session?.show(campaign).catch(() => false) ?? false,
  }
}
