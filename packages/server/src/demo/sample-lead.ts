import type { LeadWord } from '@espalier/core/schema'
import { dice, pick } from './dice.ts'

/** What people write when they turn a lead down; both languages, as in a real team. */
const REASONS = [
  '予算の見直しは4月。3月にこちらからご連絡する。',
  'They only wanted to know how to share a folder. Shown, and all is well.',
  '部門は1つだけ。いまのプランで十分とお伝えした。',
] as const

/** What is to be done next with a lead that was taken up, and by whom. */
const NEXT: readonly [LeadWord, ...LeadWord[]] = [
  { side: 'sales', nextStep: '部門ごとの見積もりを送る。' },
  { side: 'cs', nextStep: 'Look at their shared folders together before any offer.' },
  { side: 'sales', cs: 'Kimura', nextStep: 'Meet the head of the second department.' },
  { side: 'cs', nextStep: '勉強会で他社の分け方を紹介する。' },
]

/** Lets what was taken up be due some weeks later, so that some of it is overdue and most is not. */
const DUE = [6, 20, 35, 50] as const

const DAY = 86_400_000

/**
 * What somebody said of the lead of a sample account some days after it was passed at `at`; nothing where it still waits. `isOver` where
 * nothing came of it, long ago.
 */
export function sampleLeadWord(account: string, at: number, isOver: boolean): { days: number; word: LeadWord } | undefined {
  const fate = isOver ? 0.5 : dice(`${account}:lead`)
  const days = 0.2 + dice(`${account}:lead-read`) * 2
  if (fate < 0.4) {
    const dueOn = new Date(at + pick(`${account}:lead-due`, DUE) * DAY).toISOString().slice(0, 10)
    return { days, word: { state: 'accepted', ...pick(`${account}:lead-next`, NEXT), dueOn } }
  }
  if (fate < 0.6) return { days, word: { state: 'rejected', reason: pick(`${account}:lead-reason`, REASONS) } }
  return undefined
}
