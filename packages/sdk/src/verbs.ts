import type { Decision } from '@espalier/core'
import type { Traits } from './identity.ts'
import type { ClientEventName, ClientEvents, Listeners } from './listeners.ts'
import type { Consent } from './options.ts'
import type { Check } from './present.ts'
import type { ReportedUsage } from './usage.ts'

/** What a host declares about its catalogue, so that a misspelt feature is a type error. */
export interface Catalogue {
  features: string
}

/** What a host can say and ask. Nothing here throws or rejects, whatever the network, the browser or the arguments are. */
export interface Client<C extends Catalogue = Catalogue> {
  /** Tells who uses the page. What the visitor did before belongs to them from now on. */
  identify(userId: string, traits?: Traits): void
  /** Tells which account (company, team) they act for. */
  group(groupId: string, traits?: Traits): void
  /** Records that something happened, for example `track('Report Exported', { rows: 1200 })`. */
  track(event: string, properties?: Record<string, unknown>): void
  /** Records a page view. */
  page(name?: string, properties?: Record<string, unknown>): void
  /** Tells the usage of a feature that the host counts itself. */
  setUsage(feature: C['features'], usage: ReportedUsage): void
  /** Whether a feature may be used, from the last known state; see `Check`. */
  check(feature: C['features']): Check
  /** Listens; returns how to stop. `ready` is also told to those who listen late. */
  on<N extends ClientEventName>(name: N, listener: (detail: ClientEvents[N]) => void): () => void
  /** Every campaign that can still show, with its verdict and all reasons. */
  explain(): Promise<Decision[]>
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
export interface Session extends Pick<Client, 'check' | 'explain' | 'show'> {
  identify(userId: string, traits: Traits): void
  group(groupId: string, traits: Traits): void
  track(event: string, properties: Record<string, unknown>): void
  page(name: string | undefined, properties: Record<string, unknown>): void
  setUsage(feature: string, usage: ReportedUsage): void
  flush(): Promise<void>
  reset(): void
  consider(): void
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
  isReady(): boolean
  listeners: Listeners
  agreement: Agreement
  /** Deletes all that is stored. */
  forget(): void
}

type Call = (...args: never[]) => unknown

/** Makes verbs that check their arguments, obey consent and never throw. */
export function createVerbs({ open, isReady, listeners, agreement, forget }: VerbParts): Client {
  let over = false
  let session = agreement.consent === 'denied' ? undefined : open()

  const isText = (value: unknown, field: string): value is string => {
    const right = typeof value === 'string' && value !== ''
    if (!right) listeners.emit('error', { code: 'argument', field })
    return right
  }
  const record = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})
  const end = (): void => {
    session?.close()
    session = undefined
  }
  /** Whatever goes wrong inside stays inside. */
  const safe = <F extends Call>(verb: F, otherwise: ReturnType<F>): F =>
    ((...args: never[]) => {
      try {
        return verb(...args)
      } catch {
        return otherwise
      }
    }) as F

  return {
    identify: safe((userId, traits) => {
      if (isText(userId, 'userId')) session?.identify(userId, record(traits))
    }, undefined),
    group: safe((groupId, traits) => {
      if (isText(groupId, 'groupId')) session?.group(groupId, record(traits))
    }, undefined),
    track: safe((event, properties) => {
      if (!isText(event, 'event')) return
      if (event.startsWith('espalier:')) listeners.emit('error', { code: 'argument', field: 'event' })
      else session?.track(event, record(properties))
    }, undefined),
    page: safe((name, properties) => session?.page(name, record(properties)), undefined),
    setUsage: safe((feature, usage) => {
      if (!isText(feature, 'feature')) return
      if (Number.isFinite(record(usage)['used'])) session?.setUsage(feature, usage)
      else listeners.emit('error', { code: 'argument', field: 'used' })
    }, undefined),
    check: safe((feature) => session?.check(feature) ?? UNKNOWN, UNKNOWN),
    on: safe(
      (name, listener) => {
        if (name === 'ready' && isReady()) queueMicrotask(listener as () => void)
        return listeners.on(name, listener)
      },
      () => undefined,
    ),
    explain: async () => session?.explain().catch(() => []) ?? [],
    flush: async () => session?.flush(),
    reset: safe(() => session?.reset(), undefined),
    shutdown: safe(() => {
      over = true
      session?.leave()
      end()
      listeners.clear()
    }, undefined),
    consent: safe((consent) => {
      if (over || (consent !== 'granted' && consent !== 'denied')) return
      agreement.consent = consent
      if (consent === 'granted') {
        session ??= open()
        session?.consider()
        return
      }
      const before = session
      end()
      forget()
      before?.withdraw()
    }, undefined),
    show: async (campaign) => session?.show(campaign).catch(() => false) ?? false,
  }
}

const UNKNOWN: Check = { allowed: true, reason: 'not-loaded' }
