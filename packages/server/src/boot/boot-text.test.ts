import { addToCounter, createCounter, emptyHistory } from '@espalier/core'
import { type Boot, campaign, catalog, definitions, settings, type CampaignInput } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { rulesOf, type Rules } from '../decisions/rules.ts'
import type { Subject } from '../decisions/subject.ts'
import { CATALOG, NOON, offer } from '../decisions/workspace.case.ts'
import { KeptCounter } from '../store/kept-counter.ts'
import { bootText } from './boot-text.ts'
import { bootOf } from './boot.ts'

const words = { title: '残り1回 "です"', body: 'Line\nbreak 🌱', action: { label: 'Compare' } }
const CAMPAIGNS: CampaignInput[] = [
  offer({ id: 'plain', audience: { 'page.path': '/a' }, widget: { kind: 'card', slot: 'top', content: { en: words, ja: words } } }),
  offer({ id: 'server', audience: { 'user.role': 'admin' } }),
  offer({ id: 'mixed', audience: { $or: [{ 'user.role': 'admin' }, { 'page.path': '/b' }] } }),
  offer({ id: 'mixed-too', audience: { $or: [{ 'user.role': 'admin' }, { 'page.path': '/b' }], 'page.title': 'b' } }),
  offer({ id: 'armed', trigger: { on: 'server', event: 'Quota Raised', days: 7 } }),
  offer({ id: 'kept', variants: [{ id: 'a' }, { id: 'b' }] }),
  offer({ id: 'outside', assignment: 'external' }),
  offer({ id: 'counted', audience: { 'event.Report Exported.count7d': { $gte: 1 }, 'accountEvent.Seat Added.count': { $gte: 1 } } }),
  offer({ id: 'past', motion: 'adoption', audience: { 'campaign.plain.shown': 0 } }),
]

function makeRules(): Rules {
  const live = CAMPAIGNS.map((input) => ({
    id: input.id,
    version: 1,
    definition: campaign.parse(input),
    publishedAt: 0,
    publishedBy: '',
    state: 'running' as const,
  }))
  return rulesOf({ settings: settings.parse({ holdout: 0 }), catalog: catalog.parse(CATALOG), definitions: definitions.parse({}) }, live)
}

function somebody(id: string, role: string, more: Partial<Subject> = {}): Subject {
  return {
    id,
    userId: id,
    accountId: `account of ${id}`,
    person: { id, anonymous: false, traits: { role }, firstSeenAt: 0, lastSeenAt: NOON },
    entitlements: {},
    counters: {},
    accountCounters: {},
    history: { ...emptyHistory(), firstSeenAt: 0 },
    scores: [],
    arms: new Map(),
    armed: {},
    ...more,
  }
}

const recorded = (arm: string) => ({ arm, version: 1, at: 0 })
const kept = new KeptCounter(JSON.stringify(addToCounter(createCounter(), NOON)))
const PEOPLE = [
  somebody('mari', 'member'),
  somebody('ken', 'admin', { armed: { armed: NOON }, arms: new Map([['outside', recorded('treated')]]) }),
  somebody('aoi', 'member', { arms: new Map([['kept', recorded('held-out')]]) }),
  somebody('mari', 'member', { counters: { 'Report Exported': kept }, accountCounters: { 'Seat Added': createCounter() } }),
]

it('the text of an answer is the answer as JSON, whoever was answered before', () => {
  const shared = makeRules()
  const sent = PEOPLE.map((whom) => {
    const { boot } = bootOf(whom, shared, NOON)
    const read: unknown = JSON.parse(Buffer.from(bootText(boot)).toString('utf8'))
    const { edition } = read as { edition: string }
    expect(read).toEqual(JSON.parse(JSON.stringify({ ...boot, edition })))
    expect(read).toEqual(JSON.parse(JSON.stringify({ ...bootOf(whom, makeRules(), NOON).boot, edition })))
    return boot.campaigns.map((one) => one.campaign.id)
  })
  expect(sent).toEqual([
    ['plain', 'mixed', 'mixed-too', 'kept', 'counted', 'past'],
    ['plain', 'server', 'mixed', 'mixed-too', 'armed', 'kept', 'outside', 'counted', 'past'],
    ['plain', 'mixed', 'mixed-too', 'kept', 'counted', 'past'],
    ['plain', 'mixed', 'mixed-too', 'kept', 'counted', 'past'],
  ])
})

it('campaigns of which the same part is asked of both server and page keep what else each of them asks', () => {
  const asked = (whom: Subject) =>
    bootOf(whom, makeRules(), NOON).boot.campaigns.flatMap(({ campaign: { id, audience } }) =>
      id.startsWith('mixed') ? [[id, audience]] : [],
    )
  const [mari, ken] = PEOPLE
  const open = { $or: [{ 'page.path': '/b' }] }
  expect(mari && asked(mari)).toEqual([
    ['mixed', open],
    ['mixed-too', { ...open, 'page.title': 'b' }],
  ])
  expect(ken && asked(ken)).toEqual([
    ['mixed', {}],
    ['mixed-too', { 'page.title': 'b' }],
  ])
})

it('the arm that one account keeps is told to nobody else', () => {
  const shared = makeRules()
  const armOf = (whom: Subject) => bootOf(whom, shared, NOON).boot.campaigns.find(({ campaign: { id } }) => id === 'kept')?.assigned
  expect(PEOPLE.map(armOf)).toEqual([undefined, undefined, 'held-out', undefined])
})

it('an answer without campaigns is JSON, too', () => {
  const rules = makeRules()
  const { boot } = bootOf(somebody('mari', 'member'), rules, NOON)
  const none = { ...boot, campaigns: [] }
  expect(JSON.parse(Buffer.from(bootText(none)).toString('utf8'))).toMatchObject(JSON.parse(JSON.stringify(none)) as object)
})

it('an answer says where its campaigns leave no rule to the page', () => {
  const { boot } = bootOf(somebody('ken', 'admin'), makeRules(), NOON)
  const sayOf = (campaigns: Boot['campaigns']) =>
    (JSON.parse(Buffer.from(bootText({ ...boot, campaigns })).toString('utf8')) as Boot).settled
  expect(sayOf(boot.campaigns.filter(({ campaign: { id } }) => id === 'server'))).toBe(true)
  expect(sayOf(boot.campaigns)).toBeUndefined()
})

it('campaigns that the page has are not sent again, and others always are', () => {
  const textFor = (whom: Subject, has?: string) => Buffer.from(bootText(bootOf(whom, makeRules(), NOON).boot, has)).toString('utf8')
  const editionFor = (whom: Subject) => (JSON.parse(textFor(whom)) as { edition: string }).edition
  const [mari, ken, aoi] = PEOPLE.map(editionFor)
  // Who sees the same has the same edition, whatever was counted of them; an arm of one's own is another.
  expect(PEOPLE.map(editionFor)).toEqual([mari, ken, aoi, mari])
  expect(new Set([mari, ken, aoi]).size).toBe(3)
  for (const whom of PEOPLE) {
    const { campaigns, ...rest } = JSON.parse(textFor(whom)) as Record<string, unknown>
    expect(JSON.parse(textFor(whom, editionFor(whom)))).toEqual(rest)
    expect(JSON.parse(textFor(whom, whom === PEOPLE[1] ? mari : ken))).toEqual({ ...rest, campaigns })
  }
})
