import { checkEntitlement, isBy, limitOf, type WireEvent } from '@espalier/core'
import type { Locale } from '@espalier/core/schema'
import { createCampaigns } from './campaigns.ts'
import type { Engine } from './engine.ts'
import { createEventId } from './event-id.ts'
import { createIdentity } from './identity.ts'
import { createListeners } from './listeners.ts'
import { checkOptions, type ClientOptions } from './options.ts'
import type { LoadPart, Parts } from './part.ts'
import type { Clock } from './platform/clock.ts'
import type { Page } from './platform/page.ts'
import { createWebStorage } from './platform/storage.ts'
import { createTabs } from './platform/tabs.ts'
import type { WidgetHost } from './present.ts'
import { createStamp, type Draft, type OwnEvent } from './stamp.ts'
import type { Post } from './transport/post.ts'
import { createTransport } from './transport/transport.ts'
import type { TokenSources } from './tokens.ts'
import { tellLimits } from './usage.ts'
import { type Agreement, type Client, createVerbs, type Session } from './verbs.ts'

/** A browser's page, or a server that draws one. */
type Place = Partial<Pick<typeof globalThis, 'document'>>

/** Of what happened before the engine was there, this much is decided about. */
const EARLY = 20

/** Wires the parts of a client together, on a clock and a page. `loadPart` is called for the engine when something can appear. */
export function createClientOn(options: ClientOptions, clock: Clock, page: Page, loadPart: LoadPart): Client {
  checkOptions(options)
  const { key, loadPresenter, persistence, locale: language = 'auto', forward, token, usage } = options
  const lasting = persistence !== 'memory'
  const isPrivate = (globalThis.navigator as { globalPrivacyControl?: boolean } | undefined)?.globalPrivacyControl
  const agreement: Agreement = { consent: options.consent ?? (options.gpc && isPrivate ? 'denied' : undefined) }
  const allowed = (): boolean => agreement.consent !== 'denied'
  const local = createWebStorage(() => (lasting ? localStorage : undefined), allowed)
  const tab = createWebStorage(() => (lasting ? sessionStorage : undefined), allowed)
  /** Fetches what few pages ask for; where that fails, they go without it. */
  const withPart = <N extends keyof Parts>(name: N, use: (part: Parts[N]) => void): void =>
    void loadPart(name)
      .then(use)
      .catch(() => undefined)
  const listeners = createListeners(forward && ((name, detail) => withPart('forward', (part) => part.forward(forward, name, detail))))
  const { emit } = listeners
  const locale = (): Locale => (language !== 'auto' ? language : page.language().startsWith('ja') ? 'ja' : 'en')

  const open = (): Session => {
    const identity = createIdentity(local, clock)
    const { stamp, pass } = createStamp(page, tab, identity.person, locale)
    const sources: TokenSources = new Map(token && [[undefined, token]])
    let refused = false

    const onRefused = (status: number): void => {
      if (refused) return
      refused = true
      campaigns.close()
      emit('error', { code: 'key', status })
      onAnswer()
    }
    const onAnswer = (): void => {
      if (isPrivate && campaigns.boot().gpc && !agreement.consent) return client.consent('denied')
      if (usage) withPart('ask-usage', ({ askUsage }) => askUsage(usage, campaigns.boot, identity.person, setUsage))
      look()
      emit('ready')
      emit('change')
    }
    const sign = async (post: Post): Promise<Post> =>
      (await loadPart('signer')).createSigner({
        post,
        sources,
        person: identity.person,
        clock,
        onToken: campaigns.ask,
        emit,
      })
    const report = (lost: object): void => record('espalier:dropped', lost)
    const { post, queue } = createTransport({ options, sources, sign, loadPart, local, clock, report, onRefused })
    const campaigns = createCampaigns({
      key,
      locale,
      zone: page.zone,
      person: identity.person,
      storage: local,
      queue,
      post,
      clock,
      isHidden: page.isHidden,
      onAnswer,
      onRefused,
    })
    /** Folds an event of this browser in, then lets the engine know of it. */
    const fold = (event: WireEvent, tell: 'take' | 'hear', at: number): void => {
      const { entitlements } = campaigns.boot()
      const moved = campaigns.absorb(event, at)
      engine?.[tell](event, at)
      if (!moved.length) return
      tellLimits(emit, moved, entitlements, at)
      emit('change')
    }
    const tabs = lasting
      ? createTabs(`espalier:${key}`, clock, (event) => isBy(event, identity.person()) && fold(event, 'hear', Date.parse(event.timestamp)))
      : undefined
    const add = (draft: Draft): WireEvent => {
      const at = clock.now()
      const event = stamp(draft, at, engine?.tell(draft.event))
      queue.add(event)
      tabs?.tell(event)
      fold(event, 'take', at)
      return event
    }
    const record = (event: OwnEvent, properties: object): void => void add({ type: 'track', event, properties: { ...properties } })
    const setUsage: Session['setUsage'] = (feature, used) => record('espalier:usage', { ...used, feature })
    const track = (event: string, properties: Record<string, unknown> = {}): void => {
      const early = add({ type: 'track', event, properties })
      if (engine) return
      if (!seen) waiting = [...waiting.slice(-EARLY), early]
      if (loadPresenter && campaigns.boot().campaigns.length) void load()
    }
    const answers: Pick<WidgetHost, 'locale' | 'zone' | 'check' | 'usage'> = {
      locale,
      zone: () => campaigns.boot().settings.zone,
      check: (feature) => checkEntitlement(campaigns.boot().entitlements[feature], campaigns.boot().at, clock.now()),
      usage: (feature) => limitOf(campaigns.boot().entitlements[feature], clock.now()),
    }

    let engine: Engine | undefined
    let loading: Promise<Engine | undefined> | undefined
    let waiting: WireEvent[] = []
    let closed = false
    const load = (): Promise<Engine | undefined> =>
      (loading ??= loadPart('engine')
        .then(
          ({ createEngine }) =>
            loadPresenter &&
            createEngine({
              boot: campaigns.boot,
              options,
              queue,
              local,
              identity,
              clock,
              listeners,
              tab,
              loadPresenter,
              answers,
              limitOf,
              createId: () => createEventId(clock.now()),
              record,
              onSight: look,
            }),
        )
        .then(
          (made) => {
            if (closed) made?.close()
            else if (made) {
              engine = made
              campaigns.connect(made.absorb)
              for (const event of waiting.splice(0)) made.take(event)
              look()
            }
            return engine
          },
          () => {
            loading = undefined
            emit('error', { code: 'presenter' })
            return undefined
          },
        ))

    let { path } = page.describe()
    let openedAt = clock.now()
    let settled = false
    let seen = ''
    let stopCalm: (() => void) | undefined
    /** Records what the page is like when that changed, which is when everything is decided again. */
    const look = (): void => {
      const needed = (settled || engine !== undefined) && page.needsWidgets()
      if (needed) engine?.prepare()
      if (!settled) return
      // In this order: campaigns that cannot be read take their edition with them.
      const { at, campaigns: all, settings, edition } = campaigns.boot()
      if (path !== (path = page.describe().path)) openedAt = clock.now()
      if (!engine && loadPresenter && (needed || all.length)) return void load()
      if (!edition) return
      const openFor = clock.now() - openedAt
      const hurry = settings.budget.quietFirstSeconds * 1000 - openFor
      const view = {
        asOf: at,
        places: page.places(),
        visible: page.places(engine?.sees),
        device: page.device(),
        zone: page.zone(),
        consent: agreement.consent === 'granted',
      }
      if (seen === (seen = JSON.stringify([view, path, locale(), hurry > 0]))) return
      stopCalm?.()
      if (hurry > 0) stopCalm = clock.after(hurry, look)
      record('espalier:view', { ...view, openFor })
    }

    /** Perhaps somebody else, or for another account: nothing of before may be seen or counted. */
    const turn = (changed = true): void => {
      if (!changed) return campaigns.ask()
      waiting = []
      seen = ''
      campaigns.restart()
      engine?.meet(identity.person())
      emit('change')
    }
    /** Somebody leaves: what waits goes out with the token of whose it is, which the host is still asked for until that is done. */
    const leavePerson = (): void => {
      const { userId } = identity.person()
      const own = sources.get(userId) ?? token
      if (own) sources.set(userId, own)
      void queue.flush().then(() => userId !== undefined && userId !== identity.person().userId && sources.delete(userId))
    }
    let spoken = locale()
    // The task in which a page begins is long enough without.
    let unwatch = clock.after(0, () => {
      unwatch = page.watch({
        left: () => {
          pass(true)
          campaigns.save()
          queue.leave()
        },
        returned: () => {
          pass(false)
          void queue.flush()
          campaigns.refresh()
        },
        changed: () => {
          if (spoken !== (spoken = locale())) emit('change')
          settled = true
          look()
        },
        touched: track,
      })
    })
    const debug = async (): Promise<boolean | undefined> => (await load())?.debug()
    if (page.wantsOverlay()) void debug()
    campaigns.ask()
    // After what the host says of who is there: the answer that was kept may be about somebody else.
    queueMicrotask(() => campaigns.boot().at && onAnswer())

    return {
      flush: queue.flush,
      withdraw: () => void queue.drop('consent').then(queue.close),
      leave: queue.leave,
      check: answers.check,
      debug,
      explain: async () => (await load())?.explain(),
      show: async (campaign) => {
        await load()
        settled = true
        look()
        return engine?.show(campaign)
      },
      track,
      page: (name, properties) => void add({ type: 'page', name, properties } as Draft),
      setUsage,
      identify: (userId, traits, own) => {
        if ((identity.person().userId ?? userId) !== userId) leavePerson()
        if (own) sources.set(userId, own)
        const changed = identity.identify(userId, traits)
        add({ type: 'identify', traits })
        turn(changed)
      },
      group: (groupId, traits) => {
        const changed = identity.group(groupId, traits)
        add({ type: 'group', groupId, traits })
        turn(changed)
      },
      reset: () => {
        leavePerson()
        identity.reset()
        tab.clear()
        turn()
      },
      look,
      close: () => {
        closed = true
        settled = false
        unwatch()
        pass(true)
        stopCalm?.()
        tabs?.close()
        engine?.close()
        campaigns.close()
        queue.close()
      },
    }
  }

  const forget = (): void => {
    local.clear()
    tab.clear()
  }
  const client = createVerbs({ open: () => ((globalThis as Place).document ? open() : undefined), clock, listeners, agreement, forget })
  return client
}
