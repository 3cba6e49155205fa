import { count } from '../format.ts'
import { heldBackWords } from '../text/held-back.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { Term } from './term.tsx'
import type { CampaignReport } from './wire.ts'

/** Whom the rules spared, and why. */
export function HeldBack({ rows, campaign }: { rows: CampaignReport['heldBack']; campaign: string }) {
  const w = words(reportWords)
  const most = Math.max(1, ...rows.map((one) => one.accounts))
  return (
    <section class="panel" aria-labelledby="held-back-title">
      <h2 id="held-back-title">
        <Term of="heldBack">{w.heldBackTitle}</Term>
      </h2>
      {rows.length === 0 ? (
        <p class="note">{w.heldBackNone}</p>
      ) : (
        <>
          <ul class="reasons">
            {rows.map((one) => (
              <li key={one.gate}>
                <span>{w.gates[one.gate] ?? one.gate}</span>
                <span class="figure">{count(one.accounts)}</span>
                <span class="track" aria-hidden="true">
                  <span style={{ width: `${(one.accounts / most) * 100}%` }} />
                </span>
              </li>
            ))}
          </ul>
          <p class="held-more">
            <a href={`/console/held-back?${new URLSearchParams({ campaign })}`}>{words(heldBackWords).more}</a>
          </p>
        </>
      )}
    </section>
  )
}
