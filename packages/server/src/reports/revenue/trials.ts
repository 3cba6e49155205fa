import type { RevenueMonth } from '@espalier/core/schema'
import type { Trial } from '../../store/billing.ts'
import type { Month } from './months.ts'

/** So long after a trial the first payment is still its success, milliseconds: it may be told apart from the end of the trial. */
const GRACE = 86_400_000

/**
 * What became of the trials that began in a month. The rate waits until all of them are over: who pays before a trial ends decides
 * earlier than who does not, so that a month of which some are open would look better than it is.
 * @param now epoch milliseconds
 */
export function trialsOf(trials: readonly Trial[], { from, to }: Month, now: number): RevenueMonth['trials'] {
  const begun = trials.filter((one) => one.from >= from && one.from < to)
  const converted = begun.filter(({ until = Infinity, paidAt }) => paidAt !== undefined && paidAt <= until + GRACE).length
  const open = begun.filter(({ until, paidAt }) => paidAt === undefined && (until === undefined || until + GRACE > now)).length
  const isOver = to <= now && open === 0
  return { started: begun.length, converted, open, rate: isOver && begun.length > 0 ? converted / begun.length : null }
}
