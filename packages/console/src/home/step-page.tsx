import { useLocation, useRoute } from 'preact-iso'
import { count, month as writeMonth } from '../format.ts'
import { locale } from '../locale.ts'
import { homeWords } from '../text/home.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { usePlanName } from './segment-name.ts'
import { address } from '../address.ts'
import { readStep } from './wire.ts'
import './home.css'

/** What speaks for an account, and what only says on which side it stands. */
const GOOD: ReadonlySet<string> = new Set(['near-limit', 'locked-touched', 'bought', 'kept', 'seen', 'onboarded'])
const NEUTRAL: ReadonlySet<string> = new Set(['treated', 'held-out', 'saw-offer'])

/** The accounts behind a step or a figure of Home, and why each is there. */
export function StepPage() {
  const planName = usePlanName()
  const w = words(homeWords)
  const { params } = useRoute()
  const { query } = useLocation()
  const step = params['step'] ?? ''
  const { month, by, value } = query
  const asked = { ...(month && { month }), ...(by && { by }), ...(value && { value }) }
  const title = w.accountsTitle[step] ?? w.rowsOf(w.names[step] ?? step)
  const listed = useResource(address(`step/${step}`, asked), () => readStep(step, asked))
  const file = address('/v1/reports/home/accounts', { step, ...asked, format: 'csv', lang: locale.value })
  return (
    <Page
      title={title}
      above={<a href="/console/home">← {w.back}</a>}
      beside={
        <Button small href={file}>
          {w.download}
        </Button>
      }
    >
      <Loaded from={listed}>
        {({ accounts, total, month: ofMonth }) =>
          accounts.length === 0 ? (
            <Empty title={w.nothing}>{w.nothingText}</Empty>
          ) : (
            <div class="stack-16">
              <Table
                caption={title}
                columns={[
                  { key: 'account', head: w.account },
                  { key: 'plan', head: w.plan },
                  { key: 'why', head: w.why2 },
                  ...(accounts.some(({ campaigns }) => campaigns) ? [{ key: 'campaigns', head: w.byCampaigns }] : []),
                ]}
                rows={accounts.map(({ id, name, plan, reasons, campaigns = [] }) => ({
                  key: id,
                  cells: {
                    account: <a href={`/console/accounts/${encodeURIComponent(id)}`}>{name}</a>,
                    plan: plan === null ? '–' : planName(plan),
                    why: (
                      <span class="home-tags">
                        {reasons.map((reason) => (
                          <Tag key={reason} tone={GOOD.has(reason) ? 'good' : NEUTRAL.has(reason) ? 'plain' : 'warn'}>
                            {w.reasons[reason] ?? reason}
                          </Tag>
                        ))}
                      </span>
                    ),
                    campaigns: (
                      <span class="home-tags">
                        {campaigns.map((campaign) => (
                          <a key={campaign} href={`/console/campaigns/${encodeURIComponent(campaign)}/report`}>
                            {campaign}
                          </a>
                        ))}
                      </span>
                    ),
                  },
                }))}
              />
              <p class="note">
                {ofMonth !== undefined && `${writeMonth(ofMonth)} · `}
                {w.listed(count(accounts.length), count(total))}
              </p>
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}
