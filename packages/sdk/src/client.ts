import { EVENTS, type Moment } from '@espalier/core'
import type { Locale } from '@espalier/core/schema'
import { createCampaigns } from './campaigns.ts'
import { checkEntitlement, limitOf } from './entitlement.ts'
import type { Engine, LoadEngine } from './engine.ts'
import { createEventId } from './event-id.ts'
import { createIdentity } from './identity.ts'
import { createListeners } from './listeners.ts'
import { createLoss } from './loss.ts'
import { checkOptions, type ClientOptions } from './options.ts'
import type { Clock } from './platform/clock.ts'
import { createLock } from './platform/lock.ts'
import type { Page } from './platform/page.ts'
import { createMemoryStorage, createWebStorage } from './platform/storage.ts'
import type { WidgetHost } from './present.ts'
import { createStamp, type Draft } from './stamp.ts'
import { keepOnDisk } from './transport/disk.ts'
import { keepInMemory, keepSafely } from './transport/keep.ts'
import { createPost } from './transport/post.ts'
import { createQueue } from './transport/queue.ts'
import { retry } from './transport/retry.ts'
import { sendOverHttp } from './transport/send.ts'
import { crossings, ratiosOf } from './usage.ts'
import { type Agreement, type Client, createVerbs, type Session } from './verbs.ts'

/** What happened before the engine is there, at most. */
const MOMENTS = 20

/** Wires the parts of a client together, on a clock and a page. `loadEngine` is called when something can appear. */
export function createClientOn(options: ClientOptions, clock: Clock, page: Page, loadEngine: LoadEngine): Client {
  checkOptions(options)
  const { key, loadPresenter, persistence, locale: language = 'auto' } = options
  const lasting = persistence !== 'memory'
  const agreement: Agreement = { consent: options.consent }
  const allowed = (): boolean => agreement.consent !== 'denied'
  const local = lasting ? createWebStorage(() => localStorage, allowed) : createMemoryStorage()
  const tab = lasting ? createWebStorage(() => sessionStorage, allowed) : createMemoryStorage()
  const loss = createLoss(local)
  const listeners = createListeners()
  const { emit } = listeners
  const locale = (): Locale => (language !== 'auto' ? language : page.language().startsWith('ja') ? 'ja' : 'en')
  let ready = false

  const open = (): Session => {
    const identity = createIdentity(local, clock)
    const stamp = createStamp(clock, page, identity.person, locale)
    const post = createPost(options.host.replace(/\/+$/, ''))
    let refused = false

    const onRefused = (status: number): void => {
      if (refused) return
      refused = true
      campaigns.close()
      emit('error', { code: 'key', status })
      onAnswer()
    }
    const onAnswer = (): void => {
      if (!ready) {
        ready = true
        emit('ready', undefined)
      }
      emit('change', undefined)
      consider()
    }
    const queue = createQueue({
      keep: lasting ? keepSafely(keepOnDisk(key, clock)) : keepInMemory(),
      send: retry(sendOverHttp(post, key, clock), clock, Math.random),
      loss,
      lock: createLock(`espalier:${key}`),
      clock,
      onSent: () => {
        const lost = loss.take()
        if (lost) record('dropped', lost)
      },
      onRefused,
    })
    const campaigns = createCampaigns({
      key,
      locale,
      person: identity.person,
      storage: local,
      queue,
      post,
      clock,
      dice: Math.random,
      onAnswer,
      onRefused,
    })
    const add = (draft: Draft): void => {
      const event = stamp(draft)
      const { entitlements } = campaigns.boot()
      const before = ratiosOf(entitlements, clock.now())
      queue.add(event)
      if (!campaigns.absorb(event)) return
      for (const [name, feature] of crossings(before, ratiosOf(entitlements, clock.now()))) {
        const { used = 0, limit } = entitlements[feature] ?? {}
        emit(name, { feature, used, limit: limit ?? 0 })
      }
      emit('change', undefined)
    }
    const record = (event: keyof typeof EVENTS, properties: object): void =>
      add({ type: 'track', event: EVENTS[event], properties: { ...properties } })
    const track = (event: string, properties: Record<string, unknown> = {}): void => {
      add({ type: 'track', event, properties })
      consider({ on: 'event', event, properties })
    }
    const answers: Pick<WidgetHost, 'locale' | 'zone' | 'check' | 'usage'> = {
      locale,
      zone: () => campaigns.boot().settings.zone,
      check: (feature) => checkEntitlement(campaigns.boot().entitlements[feature], campaigns.loaded(), clock.now()),
      usage: (feature) => limitOf(campaigns.boot().entitlements[feature], clock.now()),
    }

    let engine: Engine | undefined
    let loading: Promise<Engine | undefined> | undefined
    let moments: Moment[] = []
    const openedAt = clock.now()
    let closed = false
    const load = (): Promise<Engine | undefined> =>
      (loading ??= loadEngine().then(
        ({ createEngine }) => {
          if (closed || !loadPresenter) return undefined
          engine = createEngine({
            openedAt,
            boot: campaigns.boot,
            identity,
            page,
            clock,
            listeners,
            tab,
            loadPresenter,
            answers,
            consent: () => agreement.consent === 'granted',
            createId: () => createEventId(clock.now()),
            record,
          })
          for (const moment of moments.splice(0)) engine.consider(moment)
          return engine
        },
        () => {
          loading = undefined
          emit('error', { code: 'presenter' })
          return undefined
        },
      ))
    const consider = (moment?: Moment): void => {
      if (engine) return engine.consider(moment)
      if (moment) moments = [...moments.slice(-MOMENTS), moment]
      if (loadPresenter && (campaigns.boot().campaigns.length > 0 || page.needsWidgets())) void load()
    }

    /** Somebody else, or for another account: nothing of before may be seen or counted. */
    const turn = (): void => {
      moments = []
      campaigns.restart()
      if (engine) engine.turnPerson()
      else tab.clear()
      emit('change', undefined)
    }
    let path = ''
    let spoken = locale()
    const unwatch = page.watch({
      left: () => {
        campaigns.save()
        queue.leave()
      },
      returned: () => {
        void queue.flush()
        campaigns.refresh()
      },
      changed: () => {
        if (spoken !== (spoken = locale())) emit('change', undefined)
        if (path !== (path = page.describe().path)) engine?.turnPage()
        consider()
      },
      clicked: track,
    })
    campaigns.ask()
    if (campaigns.loaded()) queueMicrotask(onAnswer)

    return {
      flush: queue.flush,
      withdraw: () => void queue.drop('consent').then(queue.close),
      leave: queue.leave,
      check: answers.check,
      explain: async () => (await (await load())?.explain()) ?? [],
      show: async (campaign) => (await load())?.show(campaign) ?? false,
      track,
      page: (name, properties) => add({ type: 'page', properties, ...(name !== undefined && { name }) }),
      setUsage: (feature, usage) => {
        record('usage', { ...usage, feature })
        consider()
      },
      identify: (userId, traits) => {
        const changed = identity.identify(userId, traits)
        add({ type: 'identify', traits })
        if (changed) turn()
        else campaigns.ask()
      },
      group: (groupId, traits) => {
        const changed = identity.group(groupId, traits)
        add({ type: 'group', groupId, traits })
        if (changed) turn()
        else campaigns.ask()
      },
      reset: () => {
        identity.reset()
        turn()
      },
      consider,
      close: () => {
        closed = true
        unwatch()
        engine?.close()
        campaigns.close()
        queue.close()
      },
    }
  }

  return createVerbs({
    open: () => (typeof document === 'undefined' ? undefined : open()),
    isReady: () => ready,
    listeners,
    agreement,
    forget: () => {
      local.clear()
      tab.clear()
    },
  })
}
