import { count, percent } from '../format.ts'
import { campaignWords } from '../text/campaigns.ts'
import { words } from '../text/text.ts'
import type { ArmFigures } from './wire.ts'

/** What both arms come to, all variants together. */
export interface Comparison {
  treated: { accounts: number; converted: number; rate: number | undefined }
  heldOut: { accounts: number; converted: number; rate: number | undefined }
}

/** Adds the arms up. */
export function compareArms(arms: readonly ArmFigures[]): Comparison {
  const sum = (heldOut: boolean) => {
    const own = arms.filter((one) => one.heldOut === heldOut)
    const accounts = own.reduce((total, one) => total + one.accounts, 0)
    const converted = own.reduce((total, one) => total + one.converted, 0)
    return { accounts, converted, rate: accounts > 0 ? converted / accounts : undefined }
  }
  return { treated: sum(false), heldOut: sum(true) }
}

/** Both rates as a pair of bars on the same scale, each with its counts. `scale` is the rate of a full bar. */
export function ArmBars({ comparison, scale }: { comparison: Comparison; scale: number }) {
  const w = words(campaignWords)
  const rows = [
    { key: 'treated', label: w.treated, ...comparison.treated },
    { key: 'held', label: w.heldOut, ...comparison.heldOut },
  ]
  return (
    <span class="arm-bars">
      {rows.map((row) => (
        <span key={row.key} class={`arm-bar ${row.key}`}>
          <span class="arm-name">{row.label}</span>
          <span class="track" aria-hidden="true">
            <span style={{ width: `${scale > 0 ? ((row.rate ?? 0) / scale) * 100 : 0}%` }} />
          </span>
          <span class="arm-rate">{percent(row.rate)}</span>
          <span class="arm-count">{row.accounts > 0 ? w.ofAccounts(count(row.converted), count(row.accounts)) : w.noAccounts}</span>
        </span>
      ))}
    </span>
  )
}
