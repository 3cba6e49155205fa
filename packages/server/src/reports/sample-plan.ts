import type { SamplePlan, SampleQuestion } from '@espalier/core/schema'
import { sampleSize, sampleSizeAtEveryLook } from '../statistics/sample-size.ts'
import { loadSpecial } from '../statistics/special.ts'
import { fewestFor } from './enough.ts'

/**
 * How many accounts a campaign has to meet before its report can be expected to see a difference, and how long that takes. Never fewer
 * than a verdict needs at all.
 * @param usual `settings.analysis.accounts`
 */
export async function planFor(question: SampleQuestion, usual: number): Promise<SamplePlan> {
  const special = await loadSpecial()
  const { holdout, accountsPerWeek } = question
  const size = (needed: number): SamplePlan['oneLook'] => {
    const accounts = Math.max(needed, fewestFor(question))
    return {
      accounts,
      heldOut: Math.round(accounts * holdout),
      weeks: accountsPerWeek === undefined ? null : Math.ceil((10 * accounts) / accountsPerWeek) / 10,
    }
  }
  const oneLook = sampleSize(question, special)
  return { everyLook: size(Math.max(oneLook, sampleSizeAtEveryLook(question, usual, special))), oneLook: size(oneLook) }
}
