import type { ChangeReport } from '@espalier/core/schema'
import { count } from '../format.ts'
import { changeWords } from '../text/changes.ts'
import { words } from '../text/text.ts'
import './differences.css'

/** What became another, field by field: how it was and how it is. `more` are not listed. */
export function Differences({ differences, more }: Pick<ChangeReport['changes'][number], 'differences' | 'more'>) {
  const w = words(changeWords)
  return (
    <ul class="differences">
      {differences.map(({ field, before, after }) => (
        <li key={field}>
          <code>{field}</code>{' '}
          {before !== null && (
            <del>
              <span class="unseen">{w.before}</span>
              {before}
            </del>
          )}
          {before !== null && <span aria-hidden="true"> → </span>}
          <span class="unseen">{w.after}</span>
          {after ?? w.empty}
        </li>
      ))}
      {more > 0 && <li>{w.more(count(more))}</li>}
    </ul>
  )
}
