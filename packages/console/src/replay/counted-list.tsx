import type { ComponentChildren } from 'preact'
import { count } from '../format.ts'

/** Names with counts, longest bar first as given. */
export function CountedList({ rows }: { rows: readonly { key: string; name: ComponentChildren; count: number }[] }) {
  const most = Math.max(1, ...rows.map((one) => one.count))
  return (
    <ul class="reasons">
      {rows.map((one) => (
        <li key={one.key}>
          <span>{one.name}</span>
          <span class="figure">{count(one.count)}</span>
          <span class="track" aria-hidden="true">
            <span style={{ width: `${(one.count / most) * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  )
}
