import type { LoadedLeads } from '../../leads/load-leads.ts'
import { type Month, monthsBefore, monthsBetween } from '../revenue/months.ts'
import type { Said } from './said.ts'

/** What is said of leads in a month. They are counted, and never added up in money. */
interface LeadsSaid {
  leadsPassed: Said
  leadsWon: Said
  leadConversion: Said
}

/**
 * Leads that were passed in the month, and how many of them were taken up; leads that were won in it, whenever they were passed; and of
 * those passed and taken up in the three months that end with it, the share that was won. A lead that was taken up and lost counts as taken up.
 */
export function leadFigures({ passing, leads }: LoadedLeads, { name, from, to }: Month, zone: string): LeadsSaid {
  const quarter = monthsBetween(monthsBefore(name, 2), name, zone)[0]?.from ?? from
  const count = { unit: 'count', of: 'month' } as const
  if (passing.length === 0) {
    const none = { value: null, reason: 'no-lead-campaign' }
    return { leadsPassed: { ...count, ...none }, leadsWon: { ...count, ...none }, leadConversion: { unit: 'share', of: 'month', ...none } }
  }
  const passed = leads.filter(({ at }) => at >= from && at < to)
  const won = leads.filter(({ state, since }) => state === 'won' && since >= from && since < to)
  const taken = leads.filter((one) => one.taken && one.at >= quarter && one.at < to)
  const part = taken.filter(({ state }) => state === 'won').length
  return {
    leadsPassed: { ...count, value: passed.length, part: passed.filter(({ taken }) => taken).length, whole: passed.length },
    leadsWon: { ...count, value: won.length },
    leadConversion: {
      unit: 'share',
      of: 'month',
      value: taken.length > 0 ? part / taken.length : null,
      part,
      whole: taken.length,
      ...(taken.length === 0 && { reason: 'no-lead-taken' }),
    },
  }
}
