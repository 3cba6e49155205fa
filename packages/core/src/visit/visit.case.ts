import { EVENTS, type PageView, type WireEvent } from '../event.ts'
import { emptyHistory } from '../frequency.ts'
import type { Boot, Entitlement } from '../schema/boot.ts'
import { campaign, type CampaignInput } from '../schema/campaign.ts'
import { settings } from '../schema/settings.ts'
import { absorbEvent } from './absorb.ts'
import { isBy, personOf } from './person.ts'
import { absorbUsage } from './usage.ts'
import { createVisit, type Taken } from './visit.ts'

export const NOON: number = Date.parse('2026-11-22T12:00:00Z')

const words = { title: 'More room', body: 'Business has more.', action: { label: 'Compare plans' } }
const content = { en: words, ja: words }

/** A card in the slot `top` that anybody may see until it is answered. */
export const CARD: CampaignInput = {
  id: 'card',
  name: 'Card',
  motion: 'upsell',
  problemSolved: 'Exports stop in the middle of a month.',
  widget: { kind: 'card', slot: 'top', content },
  cadence: { show: 'until-answered' },
  goal: { kind: 'upgrade' },
}

/** A modal. */
export const MODAL: CampaignInput = { ...CARD, id: 'modal', widget: { kind: 'modal', content } }

/** A question. */
export const SURVEY: CampaignInput = {
  ...CARD,
  id: 'nps',
  motion: 'survey',
  widget: { kind: 'nps', content: { en: { question: 'How likely?' }, ja: { question: 'どのくらい？' } } },
  goal: { kind: 'response' },
}

const exports: Entitlement = {
  kind: 'metered',
  name: { en: 'Exports', ja: '書き出し' },
  allowed: true,
  used: 7,
  limit: 10,
  event: 'Report Exported',
}

/** An answer of the server with these campaigns, a limit of 10 exports of which 7 are used, and nothing that must wait. */
export function sampleBoot(campaigns: CampaignInput[], changes: Partial<Boot> = {}): Boot {
  return {
    at: NOON,
    ttl: 300,
    campaigns: campaigns.map((input) => ({ version: 1, campaign: campaign.parse(input) })),
    facts: { plan: {}, survey: {}, campaign: {} },
    counters: {},
    accountCounters: {},
    events: [],
    entitlements: { exports: { ...exports }, analytics: { kind: 'boolean', name: exports.name, allowed: false } },
    history: emptyHistory(),
    settings: settings.parse({
      holdout: 0,
      surveySampling: 1,
      surveys: { firstAskDays: 0 },
      budget: { quietFirstDays: 0, quietFirstSeconds: 0 },
    }),
    ...changes,
  }
}

type Who = Pick<WireEvent, 'userId' | 'anonymousId'> & { groupId?: string }

/** One tab of one browser with a clock that is told what time it is. */
export interface Tab {
  boot: Boot
  now: number
  who: Who
  path: string
  readonly visit: ReturnType<typeof createVisit>
  /** A new page of the same tab. */
  reload(): void
  view(places?: string[], changes?: Partial<PageView>): Taken
  track(event: string, properties?: Record<string, unknown>): Taken
  /** An event of ours. */
  own(event: keyof typeof EVENTS, properties: Record<string, unknown>): Taken
  send(event: Partial<WireEvent>): Taken
}

/** Opens a tab. Events move `boot` and then the visit, as the law of `Visit` asks for. */
export function openTab(boot: Boot): Tab {
  let seq = 0
  let openedAt = NOON
  const tab: Tab = {
    boot,
    now: NOON,
    who: { anonymousId: 'v' },
    path: '/reports',
    visit: createVisit(),
    reload: () => {
      seq = 0
      openedAt = tab.now
    },
    view: (places = ['top'], changes = {}) =>
      tab.own('view', {
        asOf: tab.boot.at,
        openFor: tab.now - openedAt,
        places,
        visible: places,
        device: 'desktop',
        zone: 'Asia/Tokyo',
        consent: true,
        ...changes,
      }),
    own: (event, properties) => tab.track(EVENTS[event], properties),
    track: (event, properties = {}) => tab.send({ event, properties }),
    send: (event) => {
      const { groupId, ...who } = tab.who
      const whole: WireEvent = {
        type: 'track',
        messageId: `m${seq}`,
        timestamp: new Date(tab.now).toISOString(),
        ...who,
        context: { ...(groupId !== undefined && { groupId }), locale: 'en', page: { path: tab.path } },
        seq: seq++,
        ...event,
      }
      if (whole.type === 'track' && isBy(whole, personOf(whole))) {
        absorbUsage(tab.boot.entitlements, whole)
        absorbEvent(tab.boot, whole)
      }
      return tab.visit.take(whole, tab.boot)
    },
  }
  return tab
}
