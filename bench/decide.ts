import { compileCampaign, decide, emptyHistory, type CompiledCampaign, type DecisionInput, type Moment } from '@espalier/core'
import { campaign, settings, type CampaignInput } from '@espalier/core/schema'
import { interleave } from './measure.ts'
import { makePeople, makeRules, toCondition, type Rule } from './rules.ts'
import { figure, table } from './table.ts'

const NOW = Date.UTC(2026, 10, 22, 9)
const SLOTS = ['reports-top', 'team-top', 'sidebar']
const both = <T>(content: T) => ({ en: content, ja: content })
const offer = both({ title: 'One seat left', body: 'Business adds permissions for each member.', action: { label: 'Compare plans' } })

/** Cards in three slots, modals and surveys; two thirds ask at load, one third when a report was exported. */
function toCampaign(rule: Rule, index: number): CampaignInput {
  const widget: CampaignInput['widget'] =
    index % 5 === 3
      ? { kind: 'modal', content: offer }
      : index % 5 === 4
        ? { kind: 'nps', content: both({ question: 'How likely are you to recommend us to a friend or colleague?' }) }
        : { kind: 'card', slot: SLOTS[index % SLOTS.length] ?? 'sidebar', content: offer }
  return {
    id: rule.id,
    name: rule.id,
    motion: widget.kind === 'nps' ? 'survey' : index % 2 === 0 ? 'upsell' : 'adoption',
    problemSolved: 'The team is about to run out of what it needs.',
    widget,
    audience: toCondition(rule),
    trigger: index % 3 === 2 ? { on: 'event', event: 'Report Exported' } : { on: 'load' },
    cadence: { show: 'every', days: 14 },
    goal: { kind: 'upgrade' },
  }
}

const compiledOf = (count: number): CompiledCampaign[] =>
  makeRules(count).map((rule, index) => compileCampaign(campaign.parse(toCampaign(rule, index)), 1))

function inputsOf(moment: Moment): DecisionInput[] {
  const workspace = settings.parse({})
  return makePeople(8).map((facts) => ({
    now: NOW,
    moment,
    facts: { ...facts, accountEvent: {} },
    history: { ...emptyHistory(), firstSeenAt: 0 },
    settings: workspace,
    user: facts.user.id,
    account: facts.account.id,
    consent: true,
    page: { openedAt: NOW - 60_000, places: [...SLOTS, 'interruption'], showing: {} },
  }))
}

/** The whole decision, all gates and the arm included, as the page asks it at load and after an event. */
export function benchDecide(): string {
  const moments: [string, Moment][] = [
    ['at load', { on: 'load' }],
    ['after an event', { on: 'event', event: 'Report Exported', properties: { rows: 1200 } }],
  ]
  const contestants = [100, 1000].flatMap((count) => {
    const compiled = compiledOf(count)
    return moments.map(([when, moment]) => {
      const inputs = inputsOf(moment)
      let turn = 0
      return {
        name: `${count.toLocaleString('en')} campaigns, ${when}`,
        pass: () => {
          const input = inputs[turn++ & 7]
          return input ? decide(compiled, input).length : 0
        },
      }
    })
  })
  return table(
    ['whole decision for one person', 'µs of processor time'],
    interleave(contestants).map(({ name, micros }) => [name, figure(micros)]),
  )
}
