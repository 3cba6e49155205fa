import { useLocation } from 'preact-iso'
import { listCampaigns } from '../campaigns/wire.ts'
import { count, moment } from '../format.ts'
import { address } from '../address.ts'
import { locale } from '../locale.ts'
import { homeWords } from '../text/home.ts'
import { heldBackWords } from '../text/held-back.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Segmented } from '../ui/segmented.tsx'
import { HeldBackDays } from './days.tsx'
import { HeldBackTotals } from './totals.tsx'
import { readHeldBack, type HeldBackReport, type HeldBackAccountsQuestion } from './wire.ts'
import '../charts/charts.css'
import '../style/report.css'

const PERIODS = ['7', '30', '90'] as const

/** How often somebody was left in peace: by campaign and day, by gate, and in how many accounts. The address holds the choice. */
export function HeldBackPage() {
  const w = words(heldBackWords)
  const { query, route } = useLocation()
  const campaign = query['campaign'] ?? ''
  const period = PERIODS.find((one) => one === query['days']) ?? '30'
  const campaigns = useResource('campaigns', listCampaigns)
  const asked = { days: period, ...(campaign && { campaign }) }
  const report = useResource(address('held-back', asked), () => readHeldBack(asked), { stay: true })
  const go = (next: { campaign?: string; days?: string }) => route(`/console/held-back?${new URLSearchParams({ ...asked, ...next })}`)
  const names = new Map(campaigns.data?.map(({ id, name }) => [id, name]))
  return (
    <Page
      title={w.title}
      beside={
        <Button small href={address('/v1/reports/held-back', { ...asked, format: 'csv', lang: locale.value })}>
          {words(homeWords).download}
        </Button>
      }
    >
      <div class="stack-24">
        <p class="note">{w.intro}</p>
        <div class="filters">
          <Field label={w.campaign}>
            {(field) => (
              <select {...field} value={campaign} onChange={(event) => go({ campaign: event.currentTarget.value })}>
                <option value="">{w.all}</option>
                {campaign && !names.has(campaign) && <option value={campaign}>{campaign}</option>}
                {campaigns.data?.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <div class="field">
            <span class="label" aria-hidden="true">
              {w.period}
            </span>
            <span>
              <Segmented
                label={w.period}
                value={period}
                onChange={(days) => go({ days })}
                options={PERIODS.map((value) => ({ value, label: w.lastDays(value) }))}
              />
            </span>
          </div>
        </div>
        <Loaded from={report}>{(data) => <Report report={data} names={names} asked={asked} />}</Loaded>
      </div>
    </Page>
  )
}

function Report(props: { report: HeldBackReport; names: ReadonlyMap<string, string>; asked: HeldBackAccountsQuestion }) {
  const { report, names, asked } = props
  const w = words(heldBackWords)
  const { totals, asOf, zone } = report
  const times = totals.byGate.reduce((sum, one) => sum + one.times, 0)
  if (times === 0) {
    return (
      <Empty title={w.noneTitle} action={<Button href="/console/campaigns">{w.toCampaigns}</Button>}>
        {w.noneText}
      </Empty>
    )
  }
  return (
    <div class="stack-24">
      <div class="spared">
        <p class="spared-said">
          <a href={address('/console/held-back/accounts', asked)}>{w.spared(count(totals.accounts), count(times))}</a>
        </p>
        <p class="note">{w.sparedText}</p>
      </div>
      <HeldBackDays report={report} />
      <HeldBackTotals totals={totals} names={names} asked={asked} />
      <p class="note">{w.asOf(moment(asOf, zone), zone)}</p>
    </div>
  )
}
