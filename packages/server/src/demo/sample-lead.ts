import type { LeadWord } from '@espalier/core/schema'
import { dice, pick } from './dice.ts'

/** What people write when they turn a lead down; both languages, as in a real team. */
const REASONS = [
  '予算の見直しは4月。3月にこちらからご連絡する。',
  'They only wanted to know how to share a folder. Shown, and all is well.',
  '部門は1つだけ。いまのプランで十分とお伝えした。',
] as const

/** What somebody said of the lead of a sample account some days after it was passed; nothing where it still waits. */
export function sampleLeadWord(account: string): { days: number; word: LeadWord } | undefined {
  const fate = dice(`${account}:lead`)
  const days = 0.2 + dice(`${account}:lead-read`) * 2
  if (fate < 0.4) return { days, word: { state: 'accepted' } }
  if (fate < 0.6) return { days, word: { state: 'rejected', reason: pick(`${account}:lead-reason`, REASONS) } }
  return undefined
}
