import type { UsedRates } from '@espalier/core/schema'
import { count, day, month as writeMonth } from '../format.ts'
import { rateWords } from '../text/rates.ts'
import { words } from '../text/text.ts'
import { Notice } from '../ui/notice.tsx'

/** Months that were not counted, and which rates they lack. */
export function MissingRates({ exchange }: { exchange: UsedRates | null }) {
  const w = words(rateWords)
  if (!exchange || exchange.missing.length === 0) return null
  return (
    <Notice tone="warn" title={w.missing}>
      <ul>
        {[...Map.groupBy(exchange.missing, (one) => one.month)].map(([month, lacks]) => (
          <li key={month}>{w.missingOne(writeMonth(month), lacks.map((one) => w.noRate(one.currency, day(one.day))).join(', '))}</li>
        ))}
      </ul>
      <p>
        <a href="/console/settings/rates">{w.toRates}</a>
      </p>
    </Notice>
  )
}

/** The rates that amounts were exchanged with. */
export function RatesUsed({ exchange, currency }: { exchange: UsedRates | null; currency: string }) {
  const w = words(rateWords)
  if (!exchange || exchange.rates.length === 0) return null
  return (
    <details class="note">
      <summary>{w.used(count(exchange.rates.length))}</summary>
      <ul>
        {exchange.rates.map((one) => (
          <li key={`${one.currency} ${one.day}`}>
            {day(one.day)}: 1 {one.currency} = {one.rate} {currency}
          </li>
        ))}
      </ul>
    </details>
  )
}
