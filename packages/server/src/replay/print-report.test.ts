import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { CampaignReport } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { printReport } from './print-report.ts'

const interval = { estimate: 0.5, low: 0.4, high: 0.6 }
const ends: [number, number] = [0.4, 0.6]
const known = { abs: { est: 0.5, p_two_sided: 0.01, seq_p: 0.02, seq_ci95_N5000: ends, ci95_newcomb: ends, ci95_welch: ends } }
const counts = { n: 10, visits: 4, conversions: 2, spend_sum: 9.5, conversion_rate: 0.2 }

it('counts and marks every figure that differs from what is expected', async () => {
  const arm = {
    arm: 'mens',
    heldOut: false,
    accounts: 10,
    shown: 10,
    engaged: 4,
    accepted: 0,
    converted: 2,
    rate: 0.2,
    expansionMrr: 9.5,
    value: 0,
  }
  const report = {
    arms: [arm],
    lift: [
      {
        arm: 'mens',
        metric: 'money',
        absolute: interval,
        sequence: { low: 0.4, high: 0.6, p: 0.02 },
        fixed: { low: 0.4, high: 0.6, p: 0.01 },
        adjusted: { gain: 0.25, used: true, ...interval },
      },
    ],
    srm: { p: 0.9 },
  } as unknown as CampaignReport
  const pair = { visit: known, conversion: known, spend: known }
  const past = { abs_est: 0.5, variance_ratio_vs_unadjusted: 0.75 }
  const expected = {
    arms: { control: counts, mens: counts, womens: counts },
    comparisons_vs_control: { mens: pair, womens: pair, any: pair },
    cuped_spend_by_history: { mens: past, womens: past },
    srm: { p: 0.9 },
  }
  const print = async (changed: CampaignReport) => {
    const out = new PassThrough()
    const differing = printReport(changed, expected, out)
    out.end()
    return [differing, (await text(out)).split("'NO'").length - 1]
  }
  expect(await print(report)).toEqual([0, 0])
  expect(await print({ ...report, arms: [{ ...arm, converted: 3, rate: 0.3 }], srm: { p: null } })).toEqual([3, 3])
})
