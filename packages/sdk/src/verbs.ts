import type { ReportedUsage } from '@espalier/core'
import type { Catalogue, EventName, FeatureName, MeteredName, RegisteredCatalogue } from './catalogue.ts'
import type { ExplainedDecision } from './explain.ts'
import type { Traits } from './identity.ts'
import type { ClientEventName, ClientEvents, Listeners } from './listeners.ts'
import type { Consent } from './options.ts'
import type { Clock } from './platform/clock.ts'
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
  /** Listens; returns how to stop. `ready` and errors are also told to those who listen late. */
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
  clock: Clock
  listeners: Listeners
  agreement: Agreement
  /** Deletes all that is stored. */
  forget(): void
}

/** Characters of what the server takes. */
const LONGEST_ID = 256
const LONGEST_NAME = 200
const LONGEST_FEATURE = 64

/**
 * Makes verbs that check their arguments, obey consent and never throw. A session opens in the task after this one, or with the first
 * verb that needs it: a page's script and what it says of who is there are long enough for one task.
 */
export function createVerbs({ open, clock, listeners, agreement, forget }: VerbParts): Client {
  let over = false
  let session: Session | undefined
  /** What was said of who is there, until the session opens. */
  let early: (() => void)[] | undefined
  const begin = (): Session | undefined => {
    const said = early
    if (said) {
      early = undefined
      session = open()
      for (const say of said) quietly(say)
    }
    return session
  }
  // There will be no answer of the server for now: nobody waits for it in vain.
  if (agreement.consent === 'denied') listeners.emit('ready')
  else {
    early = []
    clock.after(0, begin)
  }

  const wrong = (field: string): void => listeners.emit('error', { code: 'argument', field })
  const isText = (value: unknown, field: string, most: number): unknown =>
    (typeof value === 'string' && value.trim() && value.length <= most) || wrong(field)
  const record = (value: unknown): Record<string, unknown> => (typeof value === 'object' ? { ...value } : {})
  const safe =
    <A extends unknown[]>(verb: (...args: A) => void) =>
    (...args: A): void =>
      quietly(() => verb(...args))
  const naming = (verb: 'identify' | 'group'): Client['identify'] =>
    safe((id, traits, options) => {
      if (!isText(id, verb === 'group' ? 'groupId' : 'userId', LONGEST_ID)) return
      const own = record(traits)
      const say = (): void => session?.[verb](id, own, options?.token)
      if (early) early.push(say)
      else say()
    })
  const end = (): void => {
    session?.close()
    session = undefined
  }

  return {
    identify: naming('identify'),
    group: naming('group'),
    track: safe((event, properties) => {
      if (!isText(event, 'event', LONGEST_NAME)) return
      if (event.startsWith('espalier:')) wrong('event')
      else begin()?.track(event, record(properties))
    }),
    page: safe((name, properties) => {
      if ((name ?? '') === '' || isText(name, 'name', LONGEST_NAME)) begin()?.page(name, record(properties))
    }),
    setUsage: safe((feature, usage) => {
      if (!isText(feature, 'feature', LONGEST_FEATURE)) return
      const { used, limit } = record(usage)
      if ([used, limit ?? 0].every((n) => Number.isFinite(n) && (n as number) >= 0)) begin()?.setUsage(feature, usage)
      else wrong('used')
    }),
    check: (feature) => quietly(() => begin()?.check(feature)) ?? { allowed: true, reason: 'not-loaded' },
    on: (name, listener) => {
      if (typeof listener === 'function') return listeners.on(name, listener)
      wrong('listener')
      return () => undefined
    },
    explain: async () =>
      begin()
        ?.explain()
        .catch(() => []) ?? [],
    debug: async () => begin()?.debug() ?? false,
    flush: async () => begin()?.flush(),
    reset: safe(() => begin()?.reset()),
    shutdown: safe(() => {
      over = true
      begin()?.leave()
      end()
      listeners.clear()
    }),
    consent: safe((consent) => {
      if (over || (consent !== 'granted' && consent !== 'denied')) return
      agreement.consent = consent
      if (consent === 'granted') {
        session = begin() ?? open()
        session?.look()
        return
      }
      const before = begin()
      end()
      forget()
      before?.withdraw()
      listeners.emit('ready')
    }),
    show: async (campaign) =>
      begin()
        ?.show(campaign)
        .catch(() => false) ?? false,
  }
}
