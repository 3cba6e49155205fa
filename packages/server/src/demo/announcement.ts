import { campaign } from '@espalier/core/schema'
import type { Campaign } from '@espalier/core/schema'
import { createGuardrailWatch } from '../guardrails/watch.ts'
import type { Deps } from '../deps.ts'

/** How many days ago the guardrail stopped it. */
export const STOPPED_DAYS = 57

/**
 * What the demo's team tried once: an add-on announced to everybody, across the page as soon as it opens. It lies beside none of the
 * demo's files, because nobody should begin with it; it is there so that a visitor sees what a guardrail does.
 */
export const ANNOUNCEMENT: Campaign = campaign.parse({
  id: 'announce-scheduled-delivery',
  name: 'Scheduled delivery, announced to everybody',
  motion: 'cross-sell',
  problemSolved: 'People who send the same reports by hand every week do not know that delivery can run by itself.',
  owner: 'Growth team',
  widget: {
    kind: 'modal',
    content: {
      en: {
        tag: 'New',
        title: 'Reports can send themselves',
        body: 'Scheduled delivery sends a report to your team by e-mail, on the day and at the hour you choose. ¥3,000 a month; your plan stays the same.',
        action: { label: 'See scheduled delivery', url: '#/plan' },
      },
      ja: {
        tag: '新機能',
        title: 'レポートが自動で届くようになりました',
        body: '定期配信なら、決めた曜日と時刻にチームへメールで届きます。月額3,000円で、いまのプランはそのままです。',
        action: { label: '定期配信を見る', url: '#/plan' },
      },
    },
  },
  audience: { 'feature.scheduled-reports': false },
  trigger: { on: 'load' },
  cadence: { show: 'until-answered', quiet: { notNow: 14, no: 90, accepted: 90 } },
  priority: 300,
  goal: { kind: 'upgrade', windowDays: 14 },
})

/** Takes it out of use until what accounts did with it is told: a visitor should not meet it meanwhile. */
export async function holdAnnouncement({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<void> {
  await store.campaigns.setState(ANNOUNCEMENT.id, 'paused', clock())
}

/** Lets the guardrails look at it as they would have on that day. */
export function judgeAnnouncement({ store, log, postman, clock }: Pick<Deps, 'store' | 'log' | 'postman' | 'clock'>): Promise<void> {
  return store.transaction(async (inner) => {
    await inner.campaigns.setState(ANNOUNCEMENT.id, 'running', clock())
    await createGuardrailWatch({ store: inner, clock, log, postman }).look()
  })
}
