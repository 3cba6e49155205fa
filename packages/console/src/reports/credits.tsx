import { count, money, percent } from '../format.ts'
import { causeNames } from '../text/causes.ts'
import { creditWords } from '../text/credits.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import { CreditRows } from './credit-rows.tsx'
import { Term } from './term.tsx'
import type { CampaignReport } from './wire.ts'
import './credits.css'

/** What is credited, reversed and kept, by cause and age. It stands below what was caused, and is written smaller. */
export function Credits({ report: { campaign, credits, currency } }: { report: CampaignReport }) {
  const w = words(creditWords)
  const causes = words(causeNames)
  const amount = (value: number) => money(value, currency)
  return (
    <section class="panel stack-16" aria-labelledby="credits-title">
      <div>
        <h2 id="credits-title">
          <Term of="credits.credited">{w.title}</Term>
        </h2>
        <p class="note">{w.caution}</p>
      </div>
      {credits.movements === 0 && <p class="note">{w.none}</p>}
      {credits.movements > 0 && (
        <>
          <dl class="window">
            <Figure term="credits.credited" name={w.credited} value={amount(credits.credited)} />
            <Figure term="credits.reversed" name={w.reversed} value={amount(credits.reversed)} />
            <Figure term="credits.standing" name={w.standing} value={amount(credits.standing)} />
            <Figure term="credits.heldOut" name={w.heldOut} value={amount(credits.heldOut.amount)} />
          </dl>
          <h3>
            <Term of="credits.kept">{w.kept}</Term>
          </h3>
          <ol class="kept">
            {credits.kept.map(({ days, rate }) => (
              <li key={days}>
                <span>{w.days(count(days))}</span>
                <span class="track" aria-hidden="true">
                  <span style={{ width: `${(rate ?? 0) * 100}%` }} />
                </span>
                <span class={rate === null ? 'note' : 'figure'}>{rate === null ? w.notYet : percent(rate)}</span>
              </li>
            ))}
          </ol>
          <Table
            caption={w.kept}
            dense
            columns={[
              { key: 'age', label: w.age, head: w.age },
              { key: 'there', label: w.stillThere, head: w.stillThere, number: true },
              { key: 'of', label: w.of, head: w.of, number: true },
              { key: 'young', label: w.maturing, head: w.maturing, number: true },
            ]}
            rows={credits.kept.map((one) => ({
              key: `${one.days}`,
              cells: { age: w.days(count(one.days)), there: amount(one.kept), of: amount(one.matured), young: amount(one.maturing) },
            }))}
          />
          <Table
            caption={w.causes}
            dense
            columns={[
              { key: 'cause', label: w.cause, head: <Term of="credits.byCause">{w.cause}</Term> },
              { key: 'changes', label: w.changes, head: w.changes, number: true },
              { key: 'credited', label: w.credited, head: w.credited, number: true },
              { key: 'reversed', label: w.reversed, head: w.reversed, number: true },
            ]}
            rows={credits.byCause.map(({ kind, cause, ...one }) => ({
              key: `${kind}/${cause}`,
              cells: {
                cause: kind === 'new' ? w.first(causes[cause] ?? cause) : (causes[cause] ?? cause),
                changes: count(one.movements),
                credited: amount(one.credited),
                reversed: amount(one.reversed),
              },
            }))}
          />
        </>
      )}
      {credits.elsewhere > 0 && <p class="note">{w.elsewhere(count(credits.elsewhere))}</p>}
      {(credits.movements > 0 || credits.elsewhere > 0 || credits.heldOut.accounts > 0) && <CreditRows campaign={campaign} />}
    </section>
  )
}

function Figure({ term, name, value }: { term: Parameters<typeof Term>[0]['of']; name: string; value: string }) {
  return (
    <div>
      <dt>
        <Term of={term}>{name}</Term>
      </dt>
      <dd>{value}</dd>
    </div>
  )
}
