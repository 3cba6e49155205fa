import { address } from '../address.ts'
import { count } from '../format.ts'
import { heldBackWords } from '../text/held-back.ts'
import { words } from '../text/text.ts'
import { Definition } from '../ui/definition.tsx'
import { Table } from '../ui/table.tsx'
import type { HeldBackReport, HeldBackAccountsQuestion } from './wire.ts'

/** Who was spared by which gate, and by which campaign. */
export function HeldBackTotals(props: {
  totals: HeldBackReport['totals']
  names: ReadonlyMap<string, string>
  asked: Pick<HeldBackAccountsQuestion, 'days' | 'campaign'>
}) {
  const w = words(heldBackWords)
  const { totals, names, asked } = props
  const opened = (accounts: number, only: Pick<HeldBackAccountsQuestion, 'gate' | 'campaign'>) => (
    <a href={address('/console/held-back/accounts', { ...asked, ...only })}>{count(accounts)}</a>
  )
  const numbers = [
    { key: 'times', head: <Definition text={w.terms.times}>{w.times}</Definition>, label: w.times, number: true },
    { key: 'accounts', head: <Definition text={w.terms.accounts}>{w.accounts}</Definition>, label: w.accounts, number: true },
  ]
  return (
    <div class="halves">
      <section class="stack-16" aria-labelledby="by-gate-title">
        <h2 id="by-gate-title">{w.byGate}</h2>
        <Table
          caption={w.byGate}
          dense
          columns={[{ key: 'gate', head: w.gate }, ...numbers]}
          rows={totals.byGate.map(({ gate, times, accounts }) => ({
            key: gate,
            cells: {
              gate: (
                <>
                  {w.gates[gate] ?? gate}
                  {w.gateNotes[gate] && <span class="cell-note">{w.gateNotes[gate]}</span>}
                </>
              ),
              times: count(times),
              accounts: opened(accounts, { gate }),
            },
          }))}
        />
      </section>
      <section class="stack-16" aria-labelledby="by-campaign-title">
        <h2 id="by-campaign-title">{w.byCampaign}</h2>
        <Table
          caption={w.byCampaign}
          dense
          columns={[{ key: 'campaign', head: w.campaign }, ...numbers]}
          rows={totals.byCampaign.map(({ campaign, name, times, accounts }) => ({
            key: campaign,
            cells: {
              campaign: <a href={`/console/campaigns/${encodeURIComponent(campaign)}/report`}>{names.get(campaign) ?? name ?? campaign}</a>,
              times: count(times),
              accounts: opened(accounts, { campaign }),
            },
          }))}
        />
      </section>
    </div>
  )
}
