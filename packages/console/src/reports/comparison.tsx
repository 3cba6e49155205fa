import { HELD_OUT } from '@espalier/core'
import { count, day, decimal, percent, points } from '../format.ts'
import { certaintyWords } from '../text/certainty.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { Notice } from '../ui/notice.tsx'
import { AccountsLink } from './accounts-link.tsx'
import { IntervalChart } from './interval-chart.tsx'
import { Readings } from './readings.tsx'
import { Term } from './term.tsx'
import type { CampaignReport } from './wire.ts'

/** Below this the arms are called broken; a usual threshold for an alarm that is looked at every day. */
const SRM_ALARM = 0.001

/** The main question: what happened with it, what without, and how sure the difference is. */
export function Comparison({ report }: { report: CampaignReport }) {
  const w = words(reportWords)
  const sure = words(certaintyWords)
  const { p } = report.srm
  const conversions = report.lift.filter((one) => one.metric === 'conversion')
  const any = conversions.find((one) => one.arm === 'any')
  const verdict = any?.verdict ?? 'none'
  const variants = conversions.filter((one) => one.arm !== 'any')
  const rows = variants.length > 1 && any ? [any, ...variants] : any ? [any] : []
  const broken = p !== null && p < SRM_ALARM
  const alarm = broken && (
    <Notice tone="bad" title={w.srmTitle}>
      <p>{w.srmText(p < 1e-6 ? '< 0.000001' : decimal(p, 6))}</p>
    </Notice>
  )
  if (verdict === 'none') {
    return (
      <>
        {alarm}
        <Notice title={w.verdictNone}>
          <p class="note">{w.reasons[any?.absolute.reason as keyof typeof w.reasons] ?? w.reasons.other}</p>
        </Notice>
      </>
    )
  }
  return (
    <>
      {alarm}
      <section class="panel comparison" aria-labelledby="comparison-title">
        <h2 id="comparison-title">{w.comparison}</h2>
        <div class="sides">
          <Side report={report} heldOut={false} />
          <Side report={report} heldOut />
          <div class={`side delta ${verdict}`}>
            <p class="side-name">
              <Term of="lift.absolute">{w.difference}</Term>
            </p>
            <p class="figure big">{points(any?.absolute.estimate)}</p>
            <p class="note">
              {any?.sequence.low != null && any.sequence.high != null && (
                <Term of="lift.sequence">{sure.interval(points(any.sequence.low), points(any.sequence.high))}</Term>
              )}
            </p>
            <p class="note">
              <Term of="lift.relative">{w.relative}</Term>{' '}
              {any?.relative.estimate != null
                ? `${percent(any.relative.estimate, 0)} (${percent(any.relative.low, 0)} – ${percent(any.relative.high, 0)})`
                : '–'}
            </p>
          </div>
        </div>
        <p class={`verdict ${verdict}`}>
          {verdict === 'more' && <Term of="lift.verdict">{w.verdictUp(points(any?.absolute.estimate).replace('+', ''))}</Term>}
          {verdict === 'less' && <Term of="lift.verdict">{w.verdictDown(points(any?.absolute.estimate).replace('-', ''))}</Term>}
          {verdict === 'open' && <Term of="lift.verdict">{w.verdictOpen}</Term>}
          {verdict === 'wait' && <Term of="lift.enough">{w.verdictWait}</Term>}
        </p>
        {verdict === 'wait' && any && (
          <p class="note">
            {w.missingBoth(missing(any.missing))} {any.readyAt && <Term of="lift.readyAt">{sure.readyAt(day(any.readyAt))}</Term>}
          </p>
        )}
        {rows.some((one) => one.absolute.estimate !== null) && <IntervalChart rows={rows} />}
        {p !== null && !broken && (
          <p class="note">
            <Term of="srm.p">{w.srmFine}</Term> p = {decimal(p, 3)}
          </p>
        )}
        {report.twoArms > 0 && (
          <p class="note">
            <Term of="twoArms">{w.twoArms(count(report.twoArms))}</Term>
          </p>
        )}
        <Readings report={report} rows={report.lift.filter(({ arm, metric }) => asked(arm, variants.length) && metric !== 'engagement')} />
      </section>
    </>
  )

  function asked(arm: string, several: number): boolean {
    return several > 1 || arm === 'any'
  }

  function missing({ accounts, conversions: wins }: { accounts: number; conversions: number }): string {
    return [accounts > 0 && w.missingAccounts(count(accounts)), wins > 0 && w.missingConversions(count(wins))].filter(Boolean).join(', ')
  }
}

function Side({ report, heldOut }: { report: CampaignReport; heldOut: boolean }) {
  const w = words(reportWords)
  const arms = report.arms.filter((one) => one.heldOut === heldOut)
  const arm = heldOut ? HELD_OUT : 'any'
  const accounts = arms.reduce((sum, one) => sum + one.accounts, 0)
  const converted = arms.reduce((sum, one) => sum + one.converted, 0)
  return (
    <div class={heldOut ? 'side held' : 'side treated'}>
      <p class="side-name">
        <Term of={heldOut ? 'arms.heldOut' : 'arms.rate'}>{heldOut ? w.heldOutArm : w.shownArm}</Term>
      </p>
      <p class="figure big">{percent(accounts > 0 ? converted / accounts : null)}</p>
      <p class="note">
        <Term of="arms.converted">{w.converted}</Term>{' '}
        <AccountsLink campaign={report.campaign} step="converted" arm={arm} accounts={converted}>
          {count(converted)}
        </AccountsLink>{' '}
        /{' '}
        <AccountsLink campaign={report.campaign} step="accounts" arm={arm} accounts={accounts}>
          {count(accounts)}
        </AccountsLink>{' '}
        <Term of="arms.accounts">{w.accounts}</Term>
      </p>
    </div>
  )
}
