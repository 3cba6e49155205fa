import { useRoute } from 'preact-iso'
import { readCampaign, type CampaignDraft } from '../campaigns/wire.ts'
import { StateTag } from '../campaigns/state-tag.tsx'
import { count, day, momentOf } from '../format.ts'
import { GuardrailPanel } from '../guardrails/guardrail-panel.tsx'
import { address } from '../address.ts'
import { locale } from '../locale.ts'
import { homeWords } from '../text/home.ts'
import { leadWords } from '../text/leads.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { ArmTable } from './arm-table.tsx'
import { Comparison } from './comparison.tsx'
import { CostReturn } from './cost-return.tsx'
import { Credits } from './credits.tsx'
import { Daily } from './daily.tsx'
import { Funnel } from './funnel.tsx'
import { HeldBack } from './held-back.tsx'
import { Money } from './money.tsx'
import { Survey } from './survey.tsx'
import { Term } from './term.tsx'
import { UpsellRates } from './upsell-rates.tsx'
import { readReport, type CampaignReport } from './wire.ts'
import '../charts/charts.css'
import '../style/report.css'

/** What a campaign caused, with and without it. */
export function ReportPage() {
  const w = words(reportWords)
  const { params } = useRoute()
  const id = params['id'] ?? ''
  const campaign = useResource(`campaign/${id}`, () => readCampaign(id))
  const report = useResource(`report/${id}`, () => readReport(id))
  const name = campaign.data?.draft.name ?? id
  return (
    <Page
      title={w.report(name)}
      above={<a href={`/console/campaigns/${id}`}>← {w.back}</a>}
      beside={
        <>
          {campaign.data && <StateTag state={campaign.data.state} />}
          {campaign.data?.draft.lead && <Button href={address('/console/leads', { campaign: id })}>{words(leadWords).title}</Button>}
          <Button href={`/console/campaigns/${id}`}>{w.edit}</Button>
          <Button href={address(`/v1/reports/campaigns/${encodeURIComponent(id)}`, { format: 'csv', lang: locale.value })}>
            {words(homeWords).download}
          </Button>
          <Button onClick={report.reload}>{w.reload}</Button>
        </>
      }
    >
      <Loaded from={report}>{(data) => <Report report={data} campaign={campaign.data} />}</Loaded>
    </Page>
  )
}

function Report({ report, campaign }: { report: CampaignReport; campaign: CampaignDraft | undefined }) {
  const w = words(reportWords)
  const { from, zone } = report.window
  if (from === null) {
    return (
      <Empty title={w.notYetTitle} action={<Button href={`/console/campaigns/${report.campaign}`}>{w.edit}</Button>}>
        {w.notYetText}
      </Empty>
    )
  }
  const sells = campaign?.draft.goal.kind === 'upgrade'
  return (
    <div class="stack-16 report">
      <dl class="window">
        <div>
          <dt>
            <Term of="window.from">{w.since}</Term>
          </dt>
          <dd>{day(from, zone)}</dd>
        </div>
        <div>
          <dt>
            <Term of="window.to">{w.asOf}</Term>
          </dt>
          <dd>{momentOf(report.window.to, zone)}</dd>
        </div>
        <div>
          <dt>
            <Term of="window.conversionDays">{w.window}</Term>
          </dt>
          <dd>{w.days(count(report.window.conversionDays))}</dd>
        </div>
        <div>
          <dt>
            <Term of="version">{w.version}</Term>
          </dt>
          <dd>{report.version}</dd>
        </div>
      </dl>
      {report.survey && <Survey survey={report.survey} />}
      <Comparison report={report} />
      <Money report={report} />
      {sells && <Credits report={report} />}
      {(sells || report.costReturn) && <CostReturn report={report} />}
      <ArmTable report={report} />
      <div class="halves">
        <Funnel report={report} upgrade={sells} />
        <div class="stack-16">
          {sells && <UpsellRates rates={report.upsellRate} />}
          <HeldBack rows={report.heldBack} campaign={report.campaign} />
        </div>
      </div>
      <GuardrailPanel campaign={report.campaign} />
      {report.daily.length > 0 && <Daily report={report} />}
    </div>
  )
}
