import type { Change } from '../store/changes.ts'
import type { Store } from '../store/store.ts'

/**
 * Writes down what somebody changed, with the first change of its kind also how it was before. Needs the transaction of the change.
 * @param before how it was; undefined where there was nothing
 */
export async function logChange({ changes }: Pick<Store, 'changes'>, change: Change, before: unknown): Promise<void> {
  if (before !== undefined && !(await changes.has(change.kind, change.subject))) {
    await changes.append({ ...change, at: 0, author: '', body: before })
  }
  await changes.append(change)
}
