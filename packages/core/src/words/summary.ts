import type { Decision } from '../decision.ts'
import { HELD_OUT, TREATED } from '../bucket.ts'
import type { BothLanguages } from '../schema/text.ts'
import { both, type Names, quoted } from './names.ts'
import { describeReason } from './reasons.ts'

/** A decision in one sentence: what becomes of the campaign, and the first reason. No full stop at the end. */
export function summaryOf({ verdict, reasons, arm }: Pick<Decision, 'verdict' | 'reasons' | 'arm'>, names: Names = {}): BothLanguages {
  if (verdict === 'held-out') {
    return both('It would appear, but the account is in the hold-out', '表示の条件を満たしていますが、ホールドアウトのため表示しません')
  }
  if (verdict === 'shown') {
    if (arm === undefined || arm === TREATED || arm === HELD_OUT) return both('It appears', '表示します')
    const { en, ja } = quoted(arm)
    return both(`It appears, in the variant ${en}`, `パターン${ja}で表示します`)
  }
  if (verdict === 'unknown') return both('Only the page can tell', 'ページがないと判定できません')
  const [first, ...more] = reasons
  if (!first) return both('It does not appear', '表示しません')
  const { en, ja } = describeReason(first, names)
  if (more.length === 0) return both(en, ja)
  return both(`${en} (and ${more.length} more)`, `${ja}（ほか${more.length}件）`)
}
