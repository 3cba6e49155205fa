import { compileCampaign, createCounter, emptyHistory, explain, readCounter, type DecisionInput } from '@espalier/core'
import { campaign as campaignSchema, settings, type Campaign, type CampaignInput } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { caseOf } from './case-of.ts'
import type { ExplainedDecision, Explanation } from './wire.ts'

const words = { title: 'Title', body: 'Body', action: { label: 'Go' } }
const offer = (change: Partial<CampaignInput>): Campaign =>
  campaignSchema.parse({
    id: 'offer',
    name: 'Offer',
    motion: 'upsell',
    problemSolved: 'Teams run into their limit of reports.',
    widget: { kind: 'card', slot: 'top', content: { en: words, ja: words } },
    cadence: { show: 'always' },
    goal: { kind: 'upgrade' },
    ...change,
  })
const input: DecisionInput = {
  now: Date.UTC(2026, 10, 22),
  moment: { on: 'load' },
  user: 'mari',
  account: 'acme',
  consent: true,
  facts: {
    user: {},
    account: {},
    plan: {},
    limit: {},
    feature: {},
    // Nobody ever exported: infinitely many days ago, which travels as `null`.
    event: { Exported: readCounter(createCounter(), Date.UTC(2026, 10, 22)) },
    accountEvent: {},
    survey: {},
    campaign: {},
    health: { score: 20 },
  },
  history: emptyHistory(),
  settings: settings.parse({ holdout: 0 }),
  page: { openedAt: 0, places: ['top'], showing: {} },
}
const recent = offer({ id: 'recent', motion: 'adoption', audience: { 'event.Exported.daysSinceLast': { $lte: 7 } } })
const definitions = [offer({}), offer({ id: 'help', motion: 'adoption' }), offer({ id: 'later', motion: 'adoption', priority: 1 }), recent]
const compiled = (all: readonly Campaign[]) => all.map((one) => compileCampaign(one, 3))
const decisions = explain(compiled(definitions), input).map((one) => ({ ...one, state: 'running' }) as unknown as ExplainedDecision)
/** As it arrives over the wire. */
const answer = JSON.parse(
  JSON.stringify({ at: '2026-11-22T00:00:00.000Z', user: 'mari', account: 'acme', input, decisions }),
) as Explanation
const byId = new Map(definitions.map((one) => [one.id, one]))

describe('a case from the debugger', () => {
  it('names every verdict with its codes, arm and winner', () => {
    expect(caseOf(answer, byId).expect).toEqual([
      { campaign: 'offer', verdict: 'blocked', codes: ['care/health-low'] },
      { campaign: 'help', verdict: 'shown', arm: 'treated' },
      { campaign: 'later', verdict: 'queued', codes: ['slot/place-taken'], winner: 'help' },
      { campaign: 'recent', verdict: 'blocked', codes: ['audience/not-matched'] },
    ])
  })

  it('is decided the same again from its JSON alone', () => {
    const kept = JSON.parse(JSON.stringify(caseOf(answer, byId))) as { campaigns: Campaign[]; input: DecisionInput; expect: unknown }
    const again = { ...answer, decisions: explain(compiled(kept.campaigns), kept.input).map((one) => ({ ...one, state: 'running' })) }
    expect(caseOf(again as unknown as Explanation, byId).expect).toEqual(kept.expect)
  })

  it('leaves out campaigns whose definition is not known', () => {
    const known = new Map([...byId].slice(1))
    expect(caseOf(answer, known).expect.map(({ campaign }) => campaign)).toEqual(['help', 'later', 'recent'])
  })
})
