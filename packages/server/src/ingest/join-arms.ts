import type { RecordedArm, RecordedArms } from '../store/exposures.ts'

/** Makes the arms of one account another's: where both met a campaign, the earlier meeting stands. */
export function joinArms(arms: RecordedArms, from: string, into: string): void {
  const theirs = arms.get(from)
  if (!theirs) return
  const own = arms.get(into) ?? new Map<string, RecordedArm>()
  for (const [campaign, one] of theirs) if (one.at < (own.get(campaign)?.at ?? Infinity)) own.set(campaign, one)
  arms.set(into, own)
  arms.delete(from)
}
