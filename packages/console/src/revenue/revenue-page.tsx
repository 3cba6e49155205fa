import { useLocation } from 'preact-iso'
import { moment, month as writeMonth } from '../format.ts'
import { billingEventWords } from '../text/billing-events.ts'
import { revenueWords } from '../text/revenue.ts'
import { rateWords } from '../text/rates.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { SegmentFields } from '../home/segment-fields.tsx'
import { address } from '../address.ts'
import { locale } from '../locale.ts'
import { homeWords } from '../text/home.ts'
import { Causes } from './causes.tsx'
import { Cohorts } from './cohorts.tsx'
import { MissingRates, RatesUsed } from './exchange-notes.tsx'
import { Figures } from './figures.tsx'
import { Flow } from './flow.tsx'
import { MonthTable } from './month-table.tsx'
import { Segments } from './segments.tsx'
import { Waterfall } from './waterfall.tsx'
import { readRevenue, type RevenueReport } from './wire.ts'
import '../charts/charts.css'
import '../style/report.css'
import './revenue.css'

/** Recurring revenue: one month in figures and as a flow, and all months beside each other. The address holds month and currency. */
export function RevenuePage() {
  const w = words(revenueWords)
  const { query } = useLocation()
  const asked = { currency: query['currency'] || undefined, by: query['by'], value: query['by'] ? query['value'] : undefined }
  const report = useResource(`revenue/${JSON.stringify(asked)}`, () => readRevenue(asked), { stay: true })
  return (
    <Page
      title={w.title}
      beside={
        <>
          <Button small href="/console/revenue/billing-events">
            {words(billingEventWords).title}
          </Button>
          <Button small href={address('/v1/reports/revenue', { ...asked, format: 'csv', lang: locale.value })}>
            {words(homeWords).download}
          </Button>
        </>
      }
    >
      <div class="stack-24">
        <p class="note">{w.intro}</p>
        <Loaded from={report}>{(data) => <Report report={data} chosen={query['month']} />}</Loaded>
      </div>
    </Page>
  )
}

function Report({ report, chosen }: { report: RevenueReport; chosen: string | undefined }) {
  const w = words(revenueWords)
  const { route, query } = useLocation()
  const { by, value } = query
  const { months, otherCurrencies, currency, asOf, zone, exchange, hasRates } = report
  const r = words(rateWords)
  const alone = exchange ? {} : { currency }
  const usual = months.findLast((one) => one.complete) ?? months.at(-1)
  const shown = months.find((one) => one.month === chosen) ?? usual
  const nothing = months.every(({ mrr }) => mrr.opening === 0 && mrr.closing === 0 && mrr.churn === 0)
  const group = by ? { by, ...(value !== undefined && { value }) } : {}
  const go = (next: Record<string, string>) =>
    route(`/console/revenue?${new URLSearchParams({ ...alone, ...(shown && { month: shown.month }), ...next })}`)
  if (!shown && exchange && exchange.missing.length > 0) return <MissingRates exchange={exchange} />
  if (!shown || (nothing && otherCurrencies.length === 0 && !by)) {
    return (
      <Empty title={w.none} action={<Button href="/console/accounts">{w.toImport}</Button>}>
        {w.noneText}
      </Empty>
    )
  }
  return (
    <div class="stack-24">
      <div class="filters">
        <Field label={w.month}>
          {(field) => (
            <select {...field} value={shown.month} onChange={(event) => go({ ...group, month: event.currentTarget.value })}>
              {months.toReversed().map(({ month, complete }) => (
                <option key={month} value={month}>
                  {complete ? writeMonth(month) : w.running(writeMonth(month))}
                </option>
              ))}
            </select>
          )}
        </Field>
        {otherCurrencies.length > 0 && (
          <Field label={w.currency}>
            {(field) => (
              <select
                {...field}
                value={exchange ? '' : currency}
                onChange={(event) => go({ ...group, currency: event.currentTarget.value })}
              >
                {hasRates && <option value="">{exchange ? r.all(currency) : r.together}</option>}
                {[currency, ...otherCurrencies].map((one) => (
                  <option key={one} value={one}>
                    {hasRates ? r.alone(one) : one}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <SegmentFields by={by} value={value} choose={(next) => go({ ...next })} />
      </div>
      <MissingRates exchange={exchange} />
      <Figures month={shown} report={report} />
      <div class="halves">
        <Flow month={shown} currency={currency} />
        <Causes month={shown} currency={currency} />
      </div>
      <p>
        <a href={address('/console/revenue/accounts', { month: shown.month, ...alone, ...group })}>
          {words(homeWords).revenueRows(writeMonth(shown.month))}
        </a>
      </p>
      <Segments report={report} />
      <Waterfall report={report} />
      <Cohorts {...(!exchange && { currency })} {...(value !== undefined && group)} />
      <MonthTable report={report} />
      <RatesUsed exchange={exchange} currency={currency} />
      <p class="note">{w.asOf(moment(asOf, zone), zone, currency)}</p>
    </div>
  )
}
