import { count } from '../format.ts'
import { codeNames } from '../text/codes.ts'
import { replayWords } from '../text/replay.ts'
import { words } from '../text/text.ts'
import type { Refusals } from './wire.ts'

/** Whom care would have left in peace. Restraint is what the product is for, so it is told first. */
export function Spared({ spared }: { spared: readonly Refusals[] }) {
  const w = words(replayWords)
  const names = words(codeNames)
  const times = spared.reduce((sum, one) => sum + one.times, 0)
  const accounts = Math.max(0, ...spared.map((one) => one.accounts ?? 0))
  return (
    <section class="spared" aria-labelledby="spared-title">
      <h3 id="spared-title">{w.spared}</h3>
      <p>{times === 0 ? w.sparedNone : w.sparedText(count(accounts), count(times))}</p>
      {spared.length > 0 && (
        <ul class="spared-list">
          {spared.map((one) => (
            <li key={one.code}>
              {names[one.code] ?? one.code} <strong class="figure">{count(one.times)}</strong>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
