import { useState } from 'preact/hooks'
import { day, money } from '../format.ts'
import { locale } from '../locale.ts'
import { causeNames } from '../text/causes.ts'
import { creditWords } from '../text/credits.ts'
import { words } from '../text/text.ts'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { readCredits } from './wire.ts'

/** The rows behind the credits, fetched when somebody unfolds them. */
export function CreditRows({ campaign }: { campaign: string }) {
  const w = words(creditWords)
  const [open, setOpen] = useState(false)
  return (
    <details class="readings" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{w.rows}</summary>
      {open && <Rows campaign={campaign} />}
    </details>
  )
}

function Rows({ campaign }: { campaign: string }) {
  const w = words(creditWords)
  const causes = words(causeNames)
  const rows = useResource(`credits/${campaign}`, () => readCredits(campaign))
  return (
    <Loaded from={rows}>
      {({ credits }) => (
        <div class="stack-12">
          <p>
            <a href={`/v1/reports/campaigns/${encodeURIComponent(campaign)}/credits?format=csv&lang=${locale.value}`} download>
              {w.download}
            </a>
          </p>
          <Table
            caption={w.rows}
            dense
            columns={[
              { key: 'account', label: w.account, head: w.account },
              { key: 'when', label: w.when, head: w.when },
              { key: 'cause', label: w.cause, head: w.cause },
              { key: 'why', label: w.why, head: w.why },
              { key: 'amount', label: w.amount, head: w.amount, number: true },
              { key: 'left', label: w.left, head: w.left, number: true },
            ]}
            rows={credits.map((one) => ({
              key: `${one.movement}/${one.by}`,
              cells: {
                account: <a href={`/console/accounts/${encodeURIComponent(one.account)}`}>{one.account}</a>,
                when: day(one.at),
                cause: causes[one.cause] ?? one.cause,
                why: (
                  <>
                    {w.by[one.by] ?? one.by}
                    {one.metAt && <span class="cell-note">{w.met(day(one.metAt))}</span>}
                    {one.reversedAt && <span class="cell-note">{w.reversedBy(day(one.reversedAt), one.reversedBy ?? '')}</span>}
                  </>
                ),
                amount: money(one.credited, one.currency),
                left: one.heldOut ? '–' : money(one.left, one.currency),
              },
            }))}
          />
        </div>
      )}
    </Loaded>
  )
}
