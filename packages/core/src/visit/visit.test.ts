import { describe, expect, it } from 'vitest'
import { EVENTS, type WireEvent } from '../event.ts'
import type { CampaignInput } from '../schema/campaign.ts'
import { CARD, MODAL, NOON, openTab, sampleBoot, SURVEY, type Tab } from './visit.case.ts'
import type { Taken } from './visit.ts'

const ids = ({ winners }: Taken) => winners.map(({ campaign }) => campaign)
const tell = (tab: Tab, taken: Taken) => {
  for (const { campaign, arm } of taken.winners) {
    tab.own('exposure', { campaign, decision: `d-${campaign}`, heldOut: arm === 'held-out' })
    if (arm !== 'held-out') tab.own('shown', { campaign })
  }
  return ids(taken)
}
const ofAnotherTab = (name: keyof typeof EVENTS, properties: Record<string, unknown>): WireEvent => ({
  type: 'track',
  messageId: 'm',
  timestamp: new Date(NOON).toISOString(),
  event: EVENTS[name],
  properties,
})
const quiet = (campaigns: CampaignInput[]) => {
  const boot = sampleBoot(campaigns)
  boot.settings.budget.quietFirstSeconds = 30
  return boot
}

describe('a visit', () => {
  it('decides with its first view, and lets what happened before wait for it', () => {
    const tab = openTab(sampleBoot([CARD, { ...MODAL, motion: 'adoption', trigger: { on: 'event', event: 'Opened' } }]))
    expect(ids(tab.track('Opened'))).toEqual([])
    expect(ids(tab.view())).toEqual(['modal', 'card'])
    expect(tab.visit.showing).toEqual({ top: 'card', interruption: 'modal' })
  })

  it('counts an event before it decides about it', () => {
    const tab = openTab(sampleBoot([{ ...CARD, audience: { 'event.Saved.count': 2, 'accountEvent.Saved.count14d': 2 } }]))
    tab.view()
    expect([ids(tab.track('Saved')), ids(tab.track('Saved'))]).toEqual([[], ['card']])
  })

  it('counts custom events by their properties', () => {
    const big = { ...CARD, audience: { 'event.big-export.count7d': { $gte: 1 } } }
    const tab = openTab(sampleBoot([big], { events: [{ id: 'big-export', event: 'Report Exported', where: { rows: { $gt: 100 } } }] }))
    tab.view()
    expect(ids(tab.track('Report Exported', { rows: 100 }))).toEqual([])
    expect(ids(tab.track('Report Exported', { rows: 101 }))).toEqual(['card'])
  })

  it('sells nothing any more to who starts to cancel, and still helps', () => {
    const leaving = { on: 'event', event: 'Cancellation Started' } as const
    const upsell = { ...MODAL, trigger: leaving }
    const help: CampaignInput = { ...CARD, id: 'help', motion: 'save', trigger: leaving }
    const tab = openTab(sampleBoot([upsell, help]))
    tab.view()
    expect(ids(tab.track('Cancellation Started'))).toEqual(['help'])
    const sold = openTab(sampleBoot([upsell, help]))
    delete sold.boot.settings.cancelEvent
    sold.view()
    expect(ids(sold.track('Cancellation Started'))).toEqual(['help', 'modal'])
  })

  it('decides when a limit gets near, by an event or by what the host says', () => {
    const near: CampaignInput = { ...CARD, trigger: { on: 'limit', feature: 'exports', ratio: 0.8 } }
    const tab = openTab(sampleBoot([near]))
    expect(ids(tab.view())).toEqual([])
    expect(ids(tab.track('Report Exported'))).toEqual(['card'])
    const other = openTab(sampleBoot([near]))
    other.view()
    expect(ids(other.own('usage', { feature: 'exports', used: 9 }))).toEqual(['card'])
  })

  it('decides after an event only about campaigns that it can change', () => {
    const tab = openTab(sampleBoot([{ ...CARD, cadence: { show: 'every', days: 1 } }]))
    expect(tell(tab, tab.view())).toEqual(['card'])
    tab.own('dismissed', { campaign: 'card', how: 'closed' })
    tab.now += 86_400_000
    expect(ids(tab.track('Something'))).toEqual([])
    expect(ids(tab.view())).toEqual(['card'])
  })

  it('gives a place to the next one when it is free, and keeps that of an interruption until the address changes', () => {
    const tab = openTab(sampleBoot([CARD, { ...CARD, id: 'later', priority: 1 }, MODAL, { ...MODAL, id: 'modal-2', priority: 1 }]))
    tab.boot.settings.budget.userPerDay = 10
    tab.boot.settings.budget.accountPerDay = 10
    expect(tell(tab, tab.view())).toEqual(['card', 'modal'])
    expect(tell(tab, tab.own('dismissed', { campaign: 'card', how: 'not-now' }))).toEqual(['later'])
    expect(ids(tab.own('dismissed', { campaign: 'modal', how: 'no' }))).toEqual([])
    expect(ids(tab.view())).toEqual([])
    tab.path = '/settings'
    expect(ids(tab.view())).toEqual(['modal-2'])
    expect(tab.visit.showing).toEqual({ top: 'later', interruption: 'modal-2' })
  })

  it('takes back a place that is gone, and shows again in a new one without a second exposure', () => {
    const tab = openTab(sampleBoot([CARD]))
    expect(tab.view().winners).toMatchObject([{ fresh: true }])
    tab.view([])
    expect(tab.visit.showing).toEqual({})
    expect(tab.view().winners).toMatchObject([{ campaign: 'card', fresh: false }])
  })

  it('keeps the place of a held-out campaign empty, and counts what would have been seen', () => {
    const tab = openTab(
      sampleBoot([
        { ...MODAL, assignment: 'external' },
        { ...MODAL, id: 'other', priority: 1 },
      ]),
    )
    const [first] = tab.boot.campaigns
    if (first) first.assigned = 'held-out'
    expect(tell(tab, tab.view())).toEqual(['modal'])
    expect(tab.boot.history.userAttention).toEqual([[NOON, 1]])
    expect(ids(tab.view())).toEqual([])
    tab.path = '/settings'
    // The budget of one a day is spent on what was not shown, as it would have been on what was.
    expect(ids(tab.view())).toEqual([])
  })

  it('waits with interruptions for the first seconds, and asks again then about what happened in them', () => {
    const tab = openTab(quiet([{ ...MODAL, trigger: { on: 'event', event: 'Opened' } }]))
    tab.view()
    expect(tab.track('Opened')).toEqual({ winners: [], heldBack: [] })
    tab.now += 29_999
    expect(ids(tab.view())).toEqual([])
    tab.now += 1
    expect(ids(tab.view())).toEqual(['modal'])
    expect(ids(tab.view())).toEqual([])
  })

  it('never asks in the visit of an offer, nor offers in the visit of a question, even at the same moment', () => {
    const tab = openTab(sampleBoot([CARD, SURVEY]))
    expect(ids(tab.view())).toEqual(['card'])
    const other = openTab(sampleBoot([CARD, { ...SURVEY, priority: 500 }]))
    expect(ids(other.view())).toEqual(['nps'])
    other.reload()
    expect(ids(other.view())).toEqual(['nps'])
  })

  it('puts up one interruption at a time, wherever they stand', () => {
    const loud: CampaignInput = { ...CARD, id: 'loud', widget: { ...CARD.widget, cost: 2 } }
    expect(ids(openTab(sampleBoot([MODAL, loud])).view())).toEqual(['loud'])
  })

  it('tells once a visit what was held back', () => {
    const tab = openTab(sampleBoot([CARD], { facts: { plan: {}, survey: { nps: { score: 3, daysSince: 2 } }, campaign: {} } }))
    expect(tab.view().heldBack).toMatchObject([{ campaign: 'card', reasons: [{ gate: 'care', code: 'recent-detractor' }] }])
    tab.reload()
    expect(tab.view().heldBack).toEqual([])
  })

  it('starts a delay with its event, once, and asks everything again when it is over', () => {
    const tab = openTab(sampleBoot([{ ...CARD, trigger: { on: 'event', event: 'Saved', where: { big: true }, delaySeconds: 60 } }]))
    tab.track('Saved', { big: true })
    tab.now += 5000
    tab.view()
    tab.track('Saved', { big: true })
    tab.track('Saved', { big: false })
    expect(tab.visit.marks.due).toEqual({ card: NOON + 60_000 })
    tab.now += 55_000
    expect(ids(tab.own('asked', { campaign: 'card' }))).toEqual(['card'])
    expect(tab.visit.marks.due).toEqual({})
    tab.own('dismissed', { campaign: 'card', how: 'closed' })
    expect(ids(tab.track('Other'))).toEqual([])
  })

  it('shows a locked preview when its gate is touched, and takes it away when the feature is open', () => {
    const gate: CampaignInput = {
      ...CARD,
      id: 'gate',
      motion: 'adoption',
      trigger: { on: 'feature', feature: 'analytics' },
      widget: {
        kind: 'gate',
        feature: 'analytics',
        content: { en: { title: 'A', action: { label: 'B' } }, ja: { title: 'A', action: { label: 'B' } } },
      },
    }
    const tab = openTab(sampleBoot([gate, { ...MODAL, trigger: { on: 'feature', feature: 'analytics' } }]))
    expect(tell(tab, tab.view(['gate:analytics']))).toEqual(['gate'])
    expect(ids(tab.own('locked', { feature: 'analytics' }))).toEqual(['modal'])
    tab.own('accepted', { campaign: 'gate' })
    expect(tab.visit.showing).toMatchObject({ 'gate:analytics': 'gate' })
    tab.boot.entitlements['analytics'] = { kind: 'boolean', name: { en: '', ja: '' }, allowed: true }
    tab.view(['gate:analytics'])
    expect(tab.visit.showing).not.toHaveProperty('gate:analytics')
  })

  it('begins anew for somebody else, and remembers the visit of a visitor who signs in', () => {
    const tab = openTab(sampleBoot([CARD, { ...SURVEY, trigger: { on: 'event', event: 'Opened' } }]))
    tell(tab, tab.view())
    tab.who = { anonymousId: 'v', userId: 'mari' }
    tab.send({ type: 'identify' })
    expect([tab.visit.showing, tab.visit.marks.decided]).toEqual([{}, {}])
    expect(ids(tab.track('Opened'))).toEqual([])
    // What happened between two people's answers waits; the offer of the visitor still keeps the question away.
    expect(ids(tab.view([]))).toEqual([])
    tab.who = { anonymousId: 'w', userId: 'ken' }
    tab.track('Opened')
    expect(ids(tab.view([]))).toEqual(['nps'])
  })

  it('takes away what was answered in another tab', () => {
    const [tab, other] = [openTab(sampleBoot([CARD])), openTab(sampleBoot([CARD]))]
    tab.view()
    other.view()
    tab.visit.hear(ofAnotherTab('dismissed', { campaign: 'card', how: 'no' }))
    expect([tab.visit.showing, other.visit.showing]).toEqual([{}, { top: 'card' }])
  })

  it('takes an interruption away that was answered in another tab, and nothing else interrupts on that page', () => {
    const tab = openTab(sampleBoot([MODAL, { ...SURVEY, trigger: { on: 'event', event: 'Opened' } }]))
    expect(tell(tab, tab.view())).toEqual(['modal'])
    expect(tab.visit.hear(ofAnotherTab('dismissed', { campaign: 'modal', how: 'no' }))).toMatchObject({ interruption: '' })
    expect(ids(tab.track('Opened'))).toEqual([])
  })

  it('does not show an interruption that another tab has shown first', () => {
    const [tab, late] = [openTab(sampleBoot([MODAL])), openTab(sampleBoot([MODAL]))]
    expect([tell(tab, tab.view()), ids(late.view())]).toEqual([['modal'], ['modal']])
    const shown = ofAnotherTab('shown', { campaign: 'modal' })
    expect(late.visit.hear(shown)).toMatchObject({ interruption: '' })
    // Who has seen it here goes on seeing it.
    expect(tab.visit.hear(shown)).toEqual({ interruption: 'modal' })
  })

  it('marks nothing that it hears: a page may end before it tells that it has heard', () => {
    const tab = openTab(sampleBoot([CARD, MODAL]))
    tell(tab, tab.view())
    const before = JSON.stringify(tab.visit.marks)
    tab.visit.hear(ofAnotherTab('dismissed', { campaign: 'card', how: 'no' }))
    tab.visit.hear(ofAnotherTab('shown', { campaign: 'modal' }))
    expect(JSON.stringify(tab.visit.marks)).toBe(before)
  })

  it('tells what a decision would be made of, at any time', () => {
    const tab = openTab(sampleBoot([CARD]))
    tab.view(['top', 'gate:analytics'], { zone: 'America/New_York' })
    const { campaigns, input } = tab.visit.look(tab.boot, NOON + 1)
    expect(campaigns).toHaveLength(1)
    expect(input).toMatchObject({
      now: NOON + 1,
      user: 'v',
      account: 'v',
      page: { places: ['interruption', 'top', 'gate:analytics'], showing: { top: 'card' }, zone: 'America/New_York' },
    })
    expect([input.facts.now, input.facts.local]).toMatchObject([{ hour: 12 }, { hour: 7 }])
  })
})
