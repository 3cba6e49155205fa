import {
  compileCampaign,
  decide,
  hash,
  HELD_OUT,
  indexCampaigns,
  readCounter,
  addToCounter,
  createCounter,
  shareTests,
} from '@espalier/core'
import type { CompiledCampaign, CounterState, DecisionInput, EventFacts, Moment } from '@espalier/core'
import { campaign, settings, type CampaignInput } from '@espalier/core/schema'
import { createFloor, isSpared, type FloorCampaign } from './floor/decision.ts'
import { interleave } from './measure.ts'
import { EVENTS, makePeople, makeRules, toCondition, type Rule } from './rules.ts'
import { figure, table } from './table.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 22, 9)
const SLOTS = ['reports-top', 'team-top', 'sidebar']
const WINDOWS = [7, 30, 90] as const
const HOLDOUT = 0.1
const both = <T>(content: T) => ({ en: content, ja: content })
const offer = both({ title: 'One seat left', body: 'Business adds permissions for each member.', action: { label: 'Compare plans' } })
const question = both({ question: 'How likely are you to recommend us to a friend or colleague?' })

const windowOf = (index: number) => ({
  event: EVENTS[index % EVENTS.length] ?? '',
  days: WINDOWS[index % WINDOWS.length] ?? 7,
  least: 1 + (index % 9),
})

/** A card in one of three slots: three conditions, a window, a cap, a clock and a hold-out, as the floor has them. */
function toCard(rule: Rule, index: number): CampaignInput {
  const { event, days, least } = windowOf(index)
  return {
    id: `c${String(index).padStart(4, '0')}`,
    name: rule.id,
    motion: index % 2 === 0 ? 'upsell' : 'adoption',
    problemSolved: 'The team is about to run out of what it needs.',
    widget: { kind: 'card', slot: SLOTS[index % SLOTS.length] ?? '', content: offer },
    audience: { $and: [toCondition(rule), { [`event.${event}.count${days}d`]: { $gte: least } }] },
    cadence: { show: 'every', days: 14, max: 3 },
    goal: { kind: 'upgrade' },
  }
}

/** Twenty events, as a workspace has; each rule about events reads one of them, each campaign that waits does so for one of them. */
const MANY = Array.from({ length: 20 }, (_, index) => `Event ${index}`)
const TRACKED = 'Event 2'

/** What a workspace has: cards, modals and surveys; a third waits for an event, the rest for anything. */
function toMixed(rule: Rule, index: number): CampaignInput {
  const card = toCard(rule, index)
  const event = MANY[index % MANY.length] ?? ''
  const audience = Object.entries(toCondition(rule)).map(([path, test]) => [path.replace(/^event\.[^.]+/, `event.${event}`), test])
  const interrupting = index % 5 === 3 ? { kind: 'modal' as const, content: offer } : { kind: 'nps' as const, content: question }
  const widget = index % 5 < 3 ? card.widget : interrupting
  return {
    ...card,
    widget,
    motion: widget.kind === 'nps' ? 'survey' : card.motion,
    trigger: index % 3 === 2 ? { on: 'event', event } : { on: 'load' },
    audience: Object.fromEntries(audience),
  }
}

const compileAll = (all: readonly CampaignInput[]) => {
  const shared = shareTests()
  return all.map((one) => compileCampaign(campaign.parse(one), 1, 'running', {}, shared))
}

interface Person {
  input: DecisionInput
  counters: Record<string, CounterState>
}

function makeInputs(): Person[] {
  const workspace = settings.parse({ holdout: HOLDOUT })
  return makePeople(8).map((facts, index) => {
    const counters = Object.fromEntries(
      [...EVENTS, ...MANY].map((event, at) => {
        const state = createCounter()
        for (let day = 80; day >= 0; day -= 1 + ((index + at) % 4)) addToCounter(state, NOW - day * DAY)
        return [event, state]
      }),
    )
    const event = Object.fromEntries([...EVENTS, ...MANY].map((name): [string, EventFacts] => [name, readCounter(counters[name], NOW)]))
    return {
      counters,
      input: {
        now: NOW,
        moment: { on: 'load' },
        facts: { ...facts, event, accountEvent: {} },
        history: { campaigns: {}, userAttention: [], accountAttention: [], firstSeenAt: 0 },
        settings: workspace,
        user: facts.user.id,
        account: facts.account.id,
        consent: true,
        page: { openedAt: NOW - 60_000, places: [...SLOTS, 'interruption'], showing: {} },
      },
    }
  })
}

const people = makeInputs()
const inTurn = (pass: (person: Person, turn: number) => number) => {
  let turn = 0
  return () => pass(people[turn++ & 7] as Person, turn & 7)
}

/** Facts of their own for each pass, as a page has them when something changed: no test may be kept from the last one. */
const fresh = (input: DecisionInput, moment: Moment = input.moment): DecisionInput => ({ ...input, moment, facts: { ...input.facts } })

function againstFloor(count: number) {
  const rules = makeRules(count)
  const compiled = compileAll(rules.map(toCard))
  const floors = people.map(({ input: { account, facts } }) => {
    const campaigns = rules.map((rule, index): FloorCampaign => ({
      ...windowOf(index),
      rule,
      slot: index % SLOTS.length,
      cap: 3,
      gapMs: 14 * DAY,
      bucket: hash('holdout:workspace', account, 2) ?? 1,
      holdout: HOLDOUT,
    }))
    const sums = new Map(
      EVENTS.map((name) => [
        name,
        { 7: facts.event[name]?.count7d ?? 0, 30: facts.event[name]?.count30d ?? 0, 90: facts.event[name]?.count90d ?? 0 },
      ]),
    )
    return { campaigns, sums, pick: createFloor(campaigns, SLOTS.length) }
  })
  people.forEach(({ input }, index) => {
    const floor = floors[index]
    const expected = [...(floor?.pick(input.facts, floor.sums, NOW) ?? [])].flatMap((winner) => {
      const one = floor?.campaigns[winner]
      return one ? [`${winner}${isSpared(one) ? ' held out' : ''}`] : []
    })
    const won = decide(compiled, input).map(
      ({ campaign: id, verdict }) => `${Number(id.slice(1))}${verdict === HELD_OUT ? ' held out' : ''}`,
    )
    if (won.toSorted().join() !== expected.toSorted().join())
      throw new Error(`the contestants disagree: ${won.join()} / ${expected.join()}`)
  })
  return [
    {
      name: `${count} cards: floor, sums of windows ready`,
      pass: inTurn(({ input }, turn) => {
        const floor = floors[turn]
        return floor?.pick(input.facts, floor.sums, NOW)[0] ?? 0
      }),
    },
    { name: `${count} cards: decide`, pass: inTurn(({ input }) => decide(compiled, fresh(input)).length) },
    {
      name: `${count} cards: decide, windows read from counters`,
      pass: inTurn(({ input, counters }) => {
        const event: Record<string, EventFacts> = {}
        for (const name of EVENTS) event[name] = readCounter(counters[name], NOW)
        return decide(compiled, { ...input, facts: { ...input.facts, event } }).length
      }),
    },
  ]
}

const tracked: Moment = { on: 'event', event: TRACKED, properties: {} }

/** The page of a workspace with everything: a full pass, and what one event makes it decide again. */
function afterOneEvent(count: number) {
  const compiled: CompiledCampaign[] = compileAll(makeRules(count).map(toMixed))
  const index = indexCampaigns(compiled)
  const affected = index.affectedBy([`event.${TRACKED}`], tracked).length
  return [
    { name: `${count} campaigns: all, at load`, pass: inTurn(({ input }) => decide(compiled, fresh(input)).length) },
    {
      name: `${count} campaigns: after one track(), the ${affected} that it can change`,
      pass: inTurn(({ input }) => decide(index.affectedBy([`event.${TRACKED}`], tracked), fresh(input, tracked)).length),
    },
  ]
}

/** The whole decision, all gates and the arm included, against a floor; after one event; and making campaigns ready. */
export function benchDecide(): string {
  const parsed = makeRules(1000).map((rule, index) => campaign.parse(toMixed(rule, index)))
  const compile = () => {
    const shared = shareTests()
    return parsed.reduce((sum, one) => sum + compileCampaign(one, 1, 'running', {}, shared).cost, 0)
  }
  const timings = interleave([
    ...againstFloor(100),
    ...againstFloor(1000),
    ...afterOneEvent(100),
    ...afterOneEvent(1000),
    { name: 'compiling 1,000 campaigns', pass: compile },
  ])
  const at = (index: number): number => timings[index]?.micros ?? Number.NaN
  return [
    table(
      ['whole decision for one person', 'µs of processor time'],
      timings.map(({ name, micros }) => [name, figure(micros)]),
    ),
    '',
    `Goals: at most 2x the floor for 100 campaigns (is ${figure(at(1) / at(0))}x, ${figure(at(2) / at(0))}x with counters; ${figure(at(4) / at(3))}x for 1,000); after one track() at most 0.1 of a full pass (is ${figure(at(7) / at(6))} for 100, ${figure(at(9) / at(8))} for 1,000); compiling at most 10,000 µs.`,
  ].join('\n')
}
