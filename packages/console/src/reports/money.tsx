import type { ComponentChildren } from 'preact'
import { money, percent, signedMoney } from '../format.ts'
import { certaintyWords } from '../text/certainty.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import { Term } from './term.tsx'
import type { CampaignReport } from './wire.ts'

/** What an account brings more with the campaign than without, and how much of that hangs on a few large ones. */
export function Money({ report: { lift, currency } }: { report: CampaignReport }) {
  const w = words(certaintyWords)
  const any = lift.find((one) => one.metric === 'money' && one.arm === 'any')
  if (!any || any.verdict === 'none' || any.absolute.estimate === null) return null
  const { adjusted, sequence, verdict } = any
  const row = (key: string, name: ComponentChildren, one: { estimate: number | null; low: number | null; high: number | null }) => ({
    key,
    cells: {
      reading: name,
      difference: <strong>{one.estimate === null ? '–' : signedMoney(one.estimate, currency)}</strong>,
      between: one.low === null || one.high === null ? '–' : `${signedMoney(one.low, currency)} – ${signedMoney(one.high, currency)}`,
    },
  })
  return (
    <section class="panel" aria-labelledby="money-title">
      <h2 id="money-title">
        <Term of="lift.money">{w.money}</Term>
      </h2>
      <p class={`verdict ${verdict}`}>{{ more: w.moneyUp, less: w.moneyDown, open: w.moneyOpen, wait: w.moneyWait }[verdict]}</p>
      <Table
        caption={w.money}
        columns={[
          { key: 'reading', label: w.reading, head: w.reading },
          { key: 'difference', label: w.difference, head: w.difference, number: true },
          { key: 'between', label: w.between, head: w.between, number: true },
        ]}
        rows={[
          row('every', <Term of="lift.sequence">{w.everyLook}</Term>, { ...sequence, estimate: any.absolute.estimate }),
          row('plain', <Term of="lift.fixed">{w.oneLook}</Term>, any.absolute),
          ...(any.capped ?? []).map((one) =>
            row(`${one.share}`, <Term of="lift.capped">{w.capped(percent(one.share), money(one.limit, currency))}</Term>, one),
          ),
          ...(adjusted?.used ? [row('adjusted', <Term of="lift.adjusted">{w.adjusted}</Term>, adjusted)] : []),
        ]}
      />
      {adjusted && <p class="note">{(adjusted.used ? w.gain : w.gainUnused)(percent(adjusted.gain, 2))}</p>}
    </section>
  )
}
