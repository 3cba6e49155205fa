/** What people wrote, by how they scored; both languages, as in a real inbox. */
export const COMMENTS = {
  promoter: [
    'The Monday numbers are ready before the meeting starts.',
    '週次の会議の準備が、ほとんどいらなくなりました。',
    'Exports look right the first time.',
    '数字の定義がチームでそろったのが大きいです。',
  ],
  passive: [
    'Good, but I would like to change the colours of the charts.',
    'スマートフォンでの表が、もう少し見やすいとうれしいです。',
    'A weekly e-mail with the report would save me a step.',
  ],
  detractor: [
    'Setting up the first report took too long.',
    '権限の設定がどこにあるのか、なかなか見つかりませんでした。',
    'Our month-end stopped at the export limit.',
  ],
} as const satisfies Record<string, readonly [string, ...string[]]>

/** The share of answers at or below each score, 0 to 10: a product that most people like. */
const CUMULATIVE = [0.01, 0.015, 0.025, 0.04, 0.06, 0.1, 0.16, 0.28, 0.53, 0.78, 1]

/** A score from a number in [0, 1). */
export function npsScore(chance: number): number {
  return CUMULATIVE.findIndex((share) => chance < share)
}

/** The share of ratings of a report at or below each of 1 to 5. */
const RATED = [0.03, 0.08, 0.2, 0.54, 1]

/** How somebody rated a report, 1 to 5, from a number in [0, 1). */
export function reportRating(chance: number): number {
  return RATED.findIndex((share) => chance < share) + 1
}
