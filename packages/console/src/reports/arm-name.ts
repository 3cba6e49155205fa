import { HELD_OUT } from '@espalier/core'
import { reportWords } from '../text/reports.ts'
import { words } from '../text/text.ts'

/** How people call an arm: by its variant's id, unless there are none. */
export function armName(arm: string): string {
  const w = words(reportWords)
  return arm === 'any' ? w.any : arm === 'treated' ? w.treated : arm === HELD_OUT ? w.heldOut : arm
}
