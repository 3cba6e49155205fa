import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { moment, month as writeMonth } from '../format.ts'
import { homeWords } from '../text/home.ts'
import { words } from '../text/text.ts'
import { locale } from '../locale.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { MissingRates, RatesUsed } from '../revenue/exchange-notes.tsx'
import { FigureTile } from './figure-tile.tsx'
import { GROUPS } from './groups.ts'
import { MonthTable } from './month-table.tsx'
import { SegmentFields } from './segment-fields.tsx'
import { Steps } from './steps.tsx'
import { TargetsDialog } from './targets-dialog.tsx'
import { address } from '../address.ts'
import { readHome, type Asked, type HomeReport } from './wire.ts'
import '../charts/charts.css'
import '../style/report.css'
import '../revenue/revenue.css'
import './home.css'

/** The first screen: what to look at now, and every figure of growth. The address holds month and group. */
export function HomePage() {
  const w = words(homeWords)
  const { query, route } = useLocation()
  const { month, by, value } = query
  const asked: Asked = { ...(month && { month }), ...(by && { by }), ...(by && value !== undefined && { value }) }
  const report = useResource(address('home', asked), () => readHome(asked), { stay: true })
  const [aiming, setAiming] = useState(false)
  const go = (next: Asked) => route(address('/console/home', next))
  const file = `${address('/v1/reports/home', { ...asked, format: 'csv', lang: locale.value })}`
  return (
    <Page
      title={w.title}
      beside={
        <>
          <Button small onClick={() => setAiming(true)}>
            {w.setTargets}
          </Button>
          <Button small href={file}>
            {w.download}
          </Button>
        </>
      }
    >
      <Loaded from={report}>
        {(data) =>
          isBlank(data) ? (
            <Empty
              title={w.none}
              action={
                <div class="row">
                  <Button kind="primary" href="/console/settings/install">
                    {w.toInstall}
                  </Button>
                  <Button href="/console/settings/catalog">{w.toCatalog}</Button>
                  <Button href="/console/campaigns">{w.toCampaigns}</Button>
                </div>
              }
            >
              {w.noneText}
            </Empty>
          ) : (
            <div class="stack-24">
              <Steps report={data} />
              <div class="filters">
                <Field label={w.month}>
                  {(field) => (
                    <select {...field} value={data.month} onChange={(event) => go({ ...asked, month: event.currentTarget.value })}>
                      {monthsOf(data).map(({ month: name, complete }) => (
                        <option key={name} value={name}>
                          {complete ? writeMonth(name) : w.running(writeMonth(name))}
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
                <SegmentFields by={by} value={value} choose={(next) => go({ ...(month && { month }), ...next })} />
              </div>
              <MissingRates exchange={data.exchange} />
              {GROUPS.map(({ group, ids }) => (
                <section key={group} class="panel" aria-labelledby={`home-${group}`}>
                  <h2 id={`home-${group}`}>{w.groups[group]}</h2>
                  <dl class="tiles">
                    {data.figures
                      .filter(({ id }) => ids.includes(id))
                      .map((figure) => (
                        <FigureTile key={figure.id} figure={figure} report={data} />
                      ))}
                  </dl>
                </section>
              ))}
              <MonthTable report={data} />
              <RatesUsed exchange={data.exchange} currency={data.currency} />
              <p class="note">{w.asOf(moment(data.asOf, data.zone), data.zone, data.currency)}</p>
            </div>
          )
        }
      </Loaded>
      {aiming && (
        <TargetsDialog
          onClose={(saved) => {
            setAiming(false)
            if (saved) report.reload()
          }}
        />
      )}
    </Page>
  )
}

/** Before anything happened there is nothing but reasons. */
function isBlank({ steps, figures, segment }: HomeReport): boolean {
  return segment === null && steps.running.campaigns === 0 && figures.every(({ value }) => value === null || value === 0)
}

/** The months that can be chosen, the newest first: those of the report, and the one that follows, up to today. */
function monthsOf({ months, month, complete, asOf, zone }: HomeReport): { month: string; complete: boolean }[] {
  // Sweden writes months as the report does: 2026-11.
  const present = new Date(asOf).toLocaleDateString('sv', { timeZone: zone, year: 'numeric', month: '2-digit' })
  const later = complete && month < present ? [{ month: present, complete: false }] : []
  return [...later, ...months.toReversed()]
}
