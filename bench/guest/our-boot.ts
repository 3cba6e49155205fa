import { emptyHistory, isSettled } from '@espalier/core'
import { type Boot, campaign, type CampaignInput, settings } from '@espalier/core/schema'
import { ASKING, COUNTED, MANY, QUESTION } from './question.ts'

const words = (title: string) => ({ title, body: 'Business has no limit on exports.', action: { label: 'Compare plans' } })
const CONTENT = { en: words('One export left'), ja: words('書き出しはあと1回です') }

/** The question, as most workspaces have it: for people that the server has picked out, right after something went well. */
const SURVEY: CampaignInput = {
  id: 'nps',
  name: 'Recommendation',
  motion: 'survey',
  problemSolved: 'Nobody hears what is missing.',
  widget: { kind: 'nps', content: { en: { question: QUESTION }, ja: { question: 'おすすめいただけますか？' } } },
  trigger: { on: 'event', event: ASKING },
  cadence: { show: 'always' },
  goal: { kind: 'response' },
}

/** Three of them wait for the counted event, a third of the rest each for other counts, events and pages; none is met. */
function campaignOf(index: number): CampaignInput {
  const counted = index < 3 ? COUNTED : `Event ${index}`
  const waits: Pick<CampaignInput, 'audience' | 'trigger'>[] = [
    { audience: { [`event.${counted}.count30d`]: { $gte: 1_000_000 } } },
    { trigger: { on: 'event', event: `Event ${index}` } },
    { trigger: { on: 'page', path: `/reports/${index}/*` } },
  ]
  return {
    id: `campaign-${index}`,
    name: `Campaign ${index}`,
    motion: index % 3 ? 'upsell' : 'adoption',
    problemSolved: 'The team runs out of exports.',
    widget: index % 5 === 4 ? { kind: 'modal', content: CONTENT } : { kind: 'card', slot: `slot-${index % 4}`, content: CONTENT },
    ...waits[index < 3 ? 0 : index % 3],
    cadence: { show: 'every', days: 7 },
    priority: index,
    goal: { kind: 'upgrade' },
  }
}

/** What our server answers: the question alone, or 100 campaigns with it among them. People may be asked at any time here. */
export function ourBoot(alone: boolean): Boot {
  const others = alone ? [] : Array.from({ length: MANY - 1 }, (_, index) => campaignOf(index))
  const campaigns = [SURVEY, ...others].map((input) => ({ version: 1, campaign: campaign.parse(input) }))
  return {
    at: Date.now(),
    ttl: 300,
    userId: 'u',
    groupId: 'a',
    campaigns,
    ...(isSettled(campaigns) && { settled: true }),
    facts: { plan: { id: 'team' }, survey: {}, campaign: {} },
    counters: {},
    accountCounters: {},
    events: [],
    entitlements: {
      exports: { kind: 'metered', name: { en: 'Exports', ja: '書き出し' }, allowed: true, used: 7, limit: 1000, event: COUNTED },
    },
    history: emptyHistory(),
    settings: settings.parse({
      holdout: 0,
      surveySampling: 1,
      budget: { quietFirstDays: 0, quietFirstSeconds: 0 },
      surveys: { firstAskDays: 0, afterAnswerDays: 0, afterSeenDays: 0 },
    }),
  }
}
