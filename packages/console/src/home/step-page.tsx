import { useLocation, useRoute } from 'preact-iso'
import { count } from '../format.ts'
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

/** The accounts behind a step of Home, and why each is there. */
export function StepPage() {
  const planName = usePlanName()
  const w = words(homeWords)
  const { params } = useRoute()
  const { query } = useLocation()
  const step = params['step'] === 'signals' ? 'signals' : 'leaveAlone'
  const asked = { ...(query['by'] && { by: query['by'] }), ...(query['value'] && { value: query['value'] }) }
  const listed = useResource(address(`step/${step}`, asked), () => readStep(step, asked))
  const file = address('/v1/reports/home/accounts', { step, ...asked, format: 'csv', lang: locale.value })
  return (
    <Page
      title={w.accountsTitle[step] ?? step}
      above={<a href="/console/home">← {w.back}</a>}
      beside={
        <Button small href={file}>
          {w.download}
        </Button>
      }
    >
      <Loaded from={listed}>
        {({ accounts, total }) =>
          accounts.length === 0 ? (
            <Empty title={w.nothing}>{w.nothingText}</Empty>
          ) : (
            <div class="stack-16">
              <Table
                caption={w.accountsTitle[step] ?? step}
                columns={[
                  { key: 'account', head: w.account },
                  { key: 'plan', head: w.plan },
                  { key: 'why', head: w.why2 },
                ]}
                rows={accounts.map(({ id, name, plan, reasons }) => ({
                  key: id,
                  cells: {
                    account: <a href={`/console/accounts/${encodeURIComponent(id)}`}>{name}</a>,
                    plan: plan === null ? '–' : planName(plan),
                    why: (
                      <span class="home-tags">
                        {reasons.map((reason) => (
                          <Tag key={reason} tone={step === 'signals' ? 'good' : 'warn'}>
                            {w.reasons[reason] ?? reason}
                          </Tag>
                        ))}
                      </span>
                    ),
                  },
                }))}
              />
              <p class="note">{w.listed(count(accounts.length), count(total))}</p>
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}
