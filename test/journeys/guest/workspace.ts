import type { CampaignInput } from '@espalier/core/schema'
import { call } from '../../harness/call.ts'
import type { Server } from '../../harness/server.ts'

const offer = (title: string) => {
  const words = { title, body: 'It takes a minute.', action: { label: 'Have a look', url: '#look' } }
  return { en: words, ja: words }
}
const question = { en: { question: 'How likely are you?' }, ja: { question: 'どのくらいですか？' } }
const locked = { en: { title: 'Analytics', action: { label: 'See a sample' } }, ja: { title: '分析', action: { label: 'サンプル' } } }
const campaign = (id: string, more: Partial<CampaignInput> & Pick<CampaignInput, 'widget'>): CampaignInput => ({
  id,
  name: id,
  motion: 'adoption',
  problemSolved: 'People do not find what would help them.',
  audience: {},
  cadence: { show: 'until-answered', quiet: { notNow: 14 } },
  goal: { kind: 'external' },
  ...more,
})
const CATALOG = {
  defaultPlan: 'starter',
  features: [
    { id: 'exports', name: { en: 'Exports', ja: '書き出し' }, kind: 'metered', event: 'Report Exported', reset: 'month' },
    { id: 'analytics', name: { en: 'Analytics', ja: '分析' }, kind: 'boolean' },
  ],
  plans: [{ id: 'starter', name: { en: 'Starter', ja: 'スターター' }, prices: [], features: { exports: { limit: 10 }, analytics: false } }],
}

/** One campaign of each kind: a card in the slot `top`, a gate, a dialog on `Opened` and a question on `Finished`. */
const CAMPAIGNS = [
  campaign('card', { widget: { kind: 'card', slot: 'top', content: offer('{limit.exports.remaining} left') } }),
  campaign('gate', { widget: { kind: 'gate', feature: 'analytics', content: locked } }),
  campaign('modal', { widget: { kind: 'modal', content: offer('News') }, trigger: { on: 'event', event: 'Opened' } }),
  campaign('nps', { motion: 'survey', widget: { kind: 'nps', content: question }, trigger: { on: 'event', event: 'Finished' } }),
]

/** Fills an empty server with a workspace in which every widget has its turn for everybody at once. */
export async function prepare(server: Server): Promise<void> {
  const budget = { userPerDay: 99, userPerWeek: 99, accountPerDay: 99, quietFirstDays: 0, quietFirstSeconds: 0 }
  await call(server, 'PUT', '/v1/settings', { holdout: 0, budget, surveySampling: 1, surveys: { firstAskDays: 0 } })
  await call(server, 'PUT', '/v1/catalog', CATALOG)
  for (const one of CAMPAIGNS) {
    await call(server, 'PUT', `/v1/campaigns/${one.id}`, one)
    await call(server, 'POST', `/v1/campaigns/${one.id}/publish`)
  }
}
