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
export interface Session extends Pick<Client, 'check'> {
  explain(): Promise<ExplainedDecision[] | undefined>
  debug(): Promise<boolean | undefined>
  show(campaign: string): Promise<boolean | undefined>
  identify(userId: string, traits: Traits, token?: TokenSource): void
  group(groupId: string, traits: Traits, token?: TokenSource): void
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

/** The verbs that say who is there. */
type Naming = 'identify' | 'group'

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
/** So much of what was said of who is there is remembered. */
const SAID = 20

/**
 * Makes verbs that check their arguments, obey consent and never throw. A session opens in the task after this one, or with the first
 * verb that needs it: a page's script and what it says of who is there are long enough for one task. It is remembered here as long as the
 * page lives: hosts say it once, and the person may agree later.
 */
export function createVerbs({ open: start, clock, listeners, agreement, forget }: VerbParts): Client {
  let open = start
  let session: Session | undefined
  /** What was said of who is there, and whom it names. */
  let said: (() => void)[] = []
  let who: string | undefined
  const begin = (): Session | undefined => {
    if (session || agreement.consent === 'denied') return session
    session = open()
    said.forEach(quietly)
    return session
  }
  /** Somebody leaves: nothing of them is said again. */
  const turn = (): Session | undefined => {
    begin()
    said = []
    return session
  }
  // There will be no answer of the server for now: nobody waits for it in vain.
  if (agreement.consent === 'denied') listeners.emit('ready')
  clock.after(0, begin)

  const nothing = (): undefined => undefined
  const wrong = (field: string): void => listeners.emit('error', { code: 'argument', field })
  const isText = (value: unknown, field: string, most: number): unknown =>
    (typeof value === 'string' && value.trim() && value.length <= most) || wrong(field)
  const record = (value: unknown): Record<string, unknown> => ({ ...(typeof value === 'object' && value) })
  const safe =
    <A extends unknown[]>(verb: (...args: A) => void) =>
    (...args: A): void =>
      quietly(() => verb(...args))
  const naming = (verb: Naming): Client['identify'] =>
    safe((id, traits, options) => {
      if (!isText(id, verb === 'group' ? 'groupId' : 'userId', LONGEST_ID)) return
      const own = record(traits)
      const say = (): void => session?.[verb](id, own, options?.token)
      if (verb === 'identify' && (who ??= id) !== id) {
        turn()
        who = id
      }
      said = [...said.slice(-SAID), say]
      say()
    })
  const end = (): void => {
    session?.close()
    session = undefined
    listeners.emit('change')
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
      const { used, limit, resetsAt } = record(usage)
      if (![used, limit ?? 0].every((n) => Number.isFinite(n) && (n as number) >= 0)) wrong('used')
      // Any year will do for a time that is left out.
      else if (!Date.parse((resetsAt ?? 1) as string)) wrong('resetsAt')
      else begin()?.setUsage(feature, usage)
    }),
    check: (feature) => quietly(() => begin()?.check(feature)) ?? { allowed: true, reason: 'not-loaded' },
    on: (name, listener) => {
      if (typeof listener === 'function') return listeners.on(name, listener)
      wrong('listener')
      return nothing
    },
    explain: async () => (await begin()?.explain().catch(nothing)) ?? [],
    debug: async () => (await begin()?.debug()) ?? false,
    flush: async () => begin()?.flush(),
    reset: safe(() => turn()?.reset()),
    shutdown: safe(() => {
      begin()?.leave()
      open = nothing
      end()
      listeners.clear()
    }),
    consent: safe((consent) => {
      if (consent === 'granted') {
        agreement.consent = consent
        begin()?.look()
      } else if (consent === 'denied') {
        const before = begin()
        agreement.consent = consent
        end()
        forget()
        before?.withdraw()
        listeners.emit('ready')
      }
    }),
    show: async (campaign) => (await begin()?.show(campaign).catch(nothing)) ?? false,
  }
}
