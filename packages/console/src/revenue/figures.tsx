import type { ComponentChildren } from 'preact'
import { count, day, decimal, money, percent } from '../format.ts'
import { revenueWords } from '../text/revenue.ts'
import { words } from '../text/text.ts'
import { Defined, type Figure } from './defined.tsx'
import type { RevenueMonth, RevenueReport } from './wire.ts'

/** The figures of one month, what lasts first. */
export function Figures({ month, report }: { month: RevenueMonth; report: RevenueReport }) {
  const w = words(revenueWords)
  const { currency, ltv } = report
  const { accounts, trials } = month
  const amount = (value: number | null) => (value === null ? '–' : money(value, currency))
  return (
    <section class="panel" aria-labelledby="figures-title">
      <h2 id="figures-title">{w.figures}</h2>
      <dl class="measures">
        <Tile of="nrr">{percent(month.nrr)}</Tile>
        <Tile of="grr">{percent(month.grr)}</Tile>
        <Tile of="expansion" note={percent(month.expansionRate)} noteOf="expansionRate">
          {amount(month.mrr.expansion)}
        </Tile>
        <Tile of="grossChurn">{percent(month.grossChurn, 2)}</Tile>
        <Tile of="netChurn">{percent(month.netChurn, 2)}</Tile>
        <Tile of="customerChurn" note={percent(month.customerRetention)} noteOf="customerRetention">
          {percent(month.customerChurn, 2)}
        </Tile>
        <Tile of="accounts">{count(accounts.closing)}</Tile>
        <Tile of="arpa">{amount(month.arpa)}</Tile>
        <Tile of="asp">{amount(month.asp)}</Tile>
        <Tile of="ltv">{amount(ltv.value)}</Tile>
        <Tile of="quickRatio">{decimal(month.quickRatio, 1)}</Tile>
        {trials.started > 0 && <Tile of="trials">{percent(trials.rate)}</Tile>}
      </dl>
      <p class="note">
        {w.accountsFlow(count(accounts.opening), count(accounts.added), count(accounts.churned))}
        {accounts.toFree !== undefined && ` · ${w.toFree(count(accounts.toFree))}`}
        {accounts.earlyExits > 0 && ` · ${w.early(count(accounts.earlyExits))}`}
      </p>
      <p class="note">
        {w.paidToFree[report.paidToFree]} {w.churnRecognised[report.churnRecognised]}
      </p>
      {trials.started > 0 && <p class="note">{w.trialsFlow(count(trials.started), count(trials.converted), count(trials.open))}</p>}
      {month.revisedAt !== undefined && <p class="note">{w.revised(day(month.revisedAt))}</p>}
      {ltv.value !== null && <p class="note">{ltv.margin === null ? w.ltvOf.revenue : w.ltvOf.margin(percent(ltv.margin, 0))}</p>}
      {ltv.reason && (
        <p class="note">
          {w.ltv}: {w.ltvReasons[ltv.reason]?.(count(ltv.months), count(ltv.churned))}
        </p>
      )}
    </section>
  )
}

function Tile(props: { of: Figure; children: ComponentChildren; note?: string; noteOf?: Figure }) {
  const { of, children, note, noteOf } = props
  return (
    <div>
      <dt>
        <Defined of={of} />
      </dt>
      <dd class="figure middle">{children}</dd>
      {noteOf && (
        <dd class="note">
          <Defined of={noteOf} /> {note}
        </dd>
      )}
    </div>
  )
}
