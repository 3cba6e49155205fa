import { EVENTS, HELD_OUT, assignArm } from '@espalier/core'
import type { WireEvent } from '@espalier/core'
import type { Campaign, LeadWord, Settings } from '@espalier/core/schema'
import { ANNOUNCEMENT, STOPPED_DAYS } from './announcement.ts'
import { dice, pick, stableUuid } from './dice.ts'
import type { SampleAccount } from './sample-account.ts'
import { COMMENTS, npsScore, reportRating } from './sample-answer.ts'
import { sampleLeadWord } from './sample-lead.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
/** The ingest takes events of the last 30 days as they are; older ones would all land on the same moment. */
export const TOLD_DAYS = 29

/** What one account did in the month that is told of it, what it bought and gave back, and when it became a lead and what people said of that. */
export interface SampleStory {
  events: WireEvent[]
  purchases: { at: number; plan: string }[]
  leads: { at: number; campaign: string; said?: { at: number; word: LeadWord } }[]
}

/**
 * How likely things are in the sample month, by campaign. `without` is what happens on its own, seen or not seen; `firmly` how many of
 * those who refuse want to be asked no more.
 */
const HABITS: Readonly<
  Record<
    string,
    { eligible: number; engage: number; accept: number; refuse: number; buyAfterYes: number; without: number; firmly?: number }
  >
> = {
  'near-limit-exports': { eligible: 0.9, engage: 0.46, accept: 0.34, refuse: 0.2, buyAfterYes: 0.56, without: 0.05 },
  'analytics-preview': { eligible: 0.55, engage: 0.4, accept: 0.16, refuse: 0, buyAfterYes: 0.3, without: 0.03 },
  'scheduled-reports': { eligible: 0.3, engage: 0.3, accept: 0.14, refuse: 0.22, buyAfterYes: 0.5, without: 0.02 },
  'talk-about-teams': { eligible: 0.8, engage: 0.55, accept: 0.5, refuse: 0.15, buyAfterYes: 0.4, without: 0.02 },
  [ANNOUNCEMENT.id]: { eligible: 0.85, engage: 0.12, accept: 0.05, refuse: 0.72, buyAfterYes: 0.3, without: 0.01, firmly: 0.75 },
  'nps-after-third-export': { eligible: 0.6, engage: 0, accept: 0, refuse: 0.24, buyAfterYes: 0, without: 0 },
}

/**
 * Writes the month of one account, or how one began that left long ago. The arm of each campaign is the one that the engine assigns.
 * Whoever met campaigns in an earlier month goes on with its work until `now`.
 */
export function sampleStory(account: SampleAccount, campaigns: readonly Campaign[], settings: Settings, now: number): SampleStory {
  const story: SampleStory = { events: [], purchases: [], leads: [] }
  // Whoever left is known from when they came.
  const { told, name, seats, industry, touch } = account
  const start = account.left === undefined ? told - TOLD_DAYS * DAY : account.since + HOUR
  const say = createSay(account, story)
  for (const person of account.people) {
    say(person, start, { type: 'identify', traits: { role: person.endsWith('p1') ? 'owner' : 'member', sample: true } })
    say(person, start + 1, { type: 'group', groupId: account.id, traits: { name, seats, industry, touch, sample: true } })
  }
  if (account.left !== undefined) return story
  const met = campaigns.filter(
    (one) => fits(one, account, now) && dice(`${account.id}:${one.id}:eligible`) < (HABITS[one.id]?.eligible ?? 0),
  )
  const isNearLimit = met.some((one) => one.id === 'near-limit-exports')
  // Somebody looked in, and the product was hardly used: nobody met anything there.
  if (!isNearLimit && dice(`${account.id}:quiet`) < 0.6) return story
  tellExports(account, say, told, isNearLimit)
  tellAnalytics(account, say, told)
  say(account.people[0] ?? account.id, start + 2, {
    type: 'track',
    event: EVENTS.usage,
    properties: { feature: 'seats', used: account.seats },
  })
  tellTouches(account, say, told)
  for (const campaign of met) meet(campaign, account, settings, now, say, story)
  story.purchases = firstOfEach(story.purchases)
  if (told === now) return story
  giveBack(account, now, story)
  if (account.away) return story
  tellExports(account, say, now, false)
  tellAnalytics(account, say, now)
  return story
}

type Say = (person: string, at: number, event: Omit<WireEvent, 'messageId' | 'timestamp'>) => void

function createSay(account: SampleAccount, story: SampleStory): Say {
  return (person, at, event) => {
    const messageId = stableUuid(`${account.id}:event:${story.events.length}`)
    const context = event.type === 'track' ? { context: { groupId: account.id } } : {}
    story.events.push({ messageId, timestamp: new Date(at).toISOString(), userId: person, ...context, ...event })
  }
}

function fits(campaign: Campaign, account: SampleAccount, now: number): boolean {
  if (campaign.id === ANNOUNCEMENT.id) return account.told < now - STOPPED_DAYS * DAY
  if (campaign.id === 'near-limit-exports') return account.plan !== 'business'
  if (campaign.id === 'analytics-preview') return account.plan === 'starter'
  if (campaign.id === 'talk-about-teams') return account.plan === 'team' && account.seats >= 3
  return true
}

function tellExports(account: SampleAccount, say: Say, now: number, many: boolean): void {
  const usual = { starter: many ? 8 : 3, team: many ? 16 : 6, business: 20 }[account.plan]
  const count = usual + Math.floor(dice(`${account.id}:exports`) * 3)
  for (let index = 0; index < count; index++) {
    const person = pick(`${account.id}:exporter:${index}`, [account.people[0] ?? account.id, ...account.people.slice(1)])
    const at = now - dice(`${account.id}:export:${index}`) * (TOLD_DAYS - 1) * DAY
    say(person, at, {
      type: 'track',
      event: 'Report Exported',
      properties: { report: pick(`${account.id}:report:${index}`, ['weekly-sales', 'month-end', 'stock']) },
    })
    const rating = dice(`${account.id}:rating:${index}`)
    if (rating >= 0.05) continue
    say(person, at + 60_000, { type: 'track', event: 'Report Rated', properties: { score: reportRating(rating * 20) } })
  }
}

/** Not every team that has the page of analytics opens it. */
function tellAnalytics({ id, plan, people: [person = id] }: SampleAccount, say: Say, now: number): void {
  if (plan === 'starter' || dice(`${id}:analytics`) >= (plan === 'team' ? 0.55 : 0.8)) return
  for (let index = 0; index < 1 + Math.floor(dice(`${id}:analytics:count`) * 6); index++) {
    const at = now - dice(`${id}:analytics:${index}`) * (TOLD_DAYS - 1) * DAY
    say(person, at, { type: 'track', event: 'Analytics Opened' })
  }
}

/** What people reached for that their plan does not have: the bigger the team, the sooner it wants to see where its numbers come from. */
function tellTouches({ id, plan, people: [person = id] }: SampleAccount, say: Say, now: number): void {
  const wanted = plan === 'starter' ? { analytics: 0.3, 'scheduled-reports': 0.12 } : { 'scheduled-reports': 0.22 }
  for (const [feature, likely] of Object.entries(wanted)) {
    if (dice(`${id}:touch:${feature}`) >= likely) continue
    for (let index = 0; index < 1 + Math.floor(dice(`${id}:touches:${feature}`) * 4); index++) {
      const at = now - (1 + dice(`${id}:touch:${feature}:${index}`) * (TOLD_DAYS - 2)) * DAY
      say(person, at, { type: 'track', event: EVENTS.locked, properties: { feature } })
    }
  }
}

function meet(campaign: Campaign, account: SampleAccount, settings: Settings, now: number, say: Say, story: SampleStory): void {
  const habit = HABITS[campaign.id]
  if (!habit) return
  const chance = (name: string) => dice(`${account.id}:${campaign.id}:${name}`)
  const person = account.people[0] ?? account.id
  const at = account.told - (1 + chance('when') * (TOLD_DAYS - 3)) * DAY
  if (chance('spared') < 0.1) {
    say(person, at - HOUR, {
      type: 'track',
      event: EVENTS.heldBack,
      properties: { campaign: campaign.id, version: 1, gate: spareGate(campaign, chance('gate')) },
    })
    if (chance('spared-for-good') < 0.6) return
  }
  const arm = assignArm(campaign, account.id, settings)
  const base = {
    campaign: campaign.id,
    version: 1,
    decision: stableUuid(`${account.id}:${campaign.id}:decision`),
    ...(arm === HELD_OUT ? {} : { variant: arm }),
  }
  const track = (event: string, later: number, more: Record<string, unknown> = {}) =>
    say(person, at + later, { type: 'track', event, properties: { ...base, ...more } })
  const buy = (likely: number) => {
    const when = at + (0.05 + chance('pace') * 9) * DAY
    if (chance('buy') < likely && when < now - HOUR) story.purchases.push({ at: when, plan: bought(campaign, account) })
  }

  track(EVENTS.exposure, 0, { heldOut: arm === HELD_OUT })
  if (arm === HELD_OUT) return buy(habit.without)
  track(EVENTS.shown, 900)
  if (campaign.widget.kind === 'nps') {
    if (chance('answer') < 0.44)
      track(EVENTS.answered, 20_000, { score: npsScore(chance('score')), ...comment(chance('comment'), npsScore(chance('score'))) })
    else if (chance('answer') < 0.44 + habit.refuse) track(EVENTS.dismissed, 9_000, { how: chance('how') < 0.5 ? 'not-now' : 'closed' })
    return
  }
  const reaction = chance('reaction')
  if (reaction < habit.engage) track(EVENTS.engaged, 12_000)
  if (reaction < habit.accept) {
    track(EVENTS.accepted, 13_000)
    if (campaign.lead) {
      const word = sampleLeadWord(account.id, at, account.told < now && chance('buy') >= habit.buyAfterYes)
      const said = word && { at: at + word.days * DAY, word: word.word }
      story.leads.push({ at: at + 13_000, campaign: campaign.id, ...(said && said.at < now - HOUR && { said }) })
    }
  }
  const softly = chance('how') < 0.7 ? 'not-now' : 'closed'
  if (reaction > 1 - habit.refuse) track(EVENTS.dismissed, 15_000, { how: chance('how') < (habit.firmly ?? 0) ? 'no' : softly })
  buy(reaction < habit.accept ? habit.buyAfterYes : habit.without)
}

/** Not every larger plan stays: some find that they do not need it, weeks or months later. */
function giveBack({ id, plan }: SampleAccount, now: number, { purchases }: SampleStory): void {
  const bought = purchases.find((one) => one.plan === 'team' || one.plan === 'business')
  if (!bought || dice(`${id}:gives-back`) >= 0.2) return
  const at = bought.at + (5 + dice(`${id}:gives-back-after`) * 80) * DAY
  if (at < now - DAY) purchases.push({ at, plan })
}

function spareGate(campaign: Campaign, chance: number): string {
  if (campaign.widget.kind === 'nps') return 'budget'
  return chance < 0.6 ? 'care' : chance < 0.85 ? 'cadence' : 'slot'
}

function bought(campaign: Campaign, account: SampleAccount): string {
  if (campaign.motion === 'cross-sell') return 'scheduled-reports'
  return account.plan === 'starter' ? 'team' : 'business'
}

function comment(chance: number, score: number): { comment?: string } {
  if (chance > 0.45) return {}
  return { comment: pick(`comment:${chance}`, COMMENTS[score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor']) }
}

/** A plan is bought once, however many offers pointed to it: the earliest purchase counts. */
function firstOfEach(purchases: SampleStory['purchases']): SampleStory['purchases'] {
  const first = new Map<string, { at: number; plan: string }>()
  for (const one of purchases.toSorted((a, b) => a.at - b.at)) if (!first.has(one.plan)) first.set(one.plan, one)
  return [...first.values()]
}
