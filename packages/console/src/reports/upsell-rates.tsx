import { count, percent } from '../format.ts'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'
import { Term } from './term.tsx'
import type { CampaignReport } from './wire.ts'

/** Both readings of the upsell rate, each with its denominator. */
export function UpsellRates({ rates }: { rates: CampaignReport['upsellRate'] }) {
  const w = words(reportWords)
  return (
    <section class="panel" aria-labelledby="rates-title">
      <h2 id="rates-title">{w.rates}</h2>
      <div class="rates">
        <div>
          <p class="side-name">
            <Term of="upsellRate.perExistingAccount">{w.perExisting}</Term>
          </p>
          <p class="figure middle">{percent(rates.perExistingAccount, 2)}</p>
          <p class="note">
            <Term of="upsellRate.existingAccounts">{w.ofExisting(count(rates.existingAccounts))}</Term>
          </p>
        </div>
        <div>
          <p class="side-name">
            <Term of="upsellRate.perExposedAccount">{w.perExposed}</Term>
          </p>
          <p class="figure middle">{percent(rates.perExposedAccount, 2)}</p>
          <p class="note">
            <Term of="upsellRate.exposedAccounts">{w.ofExposed(count(rates.exposedAccounts))}</Term>
          </p>
        </div>
      </div>
    </section>
  )
}
