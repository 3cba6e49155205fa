import { count } from '../format.ts'
import { replayWords } from '../text/replay.ts'
import { words } from '../text/text.ts'
import { Definition } from '../ui/definition.tsx'
import type { ReplayResult } from './wire.ts'

/** Which upgrades the draft would have come before, and how many came without it. */
export function Upgrades({ upgrades: { known, preceded, without } }: { upgrades: ReplayResult['upgrades'] }) {
  const w = words(replayWords)
  return (
    <section class="stack-16" aria-labelledby="upgrades-title">
      <h3 id="upgrades-title">{w.upgrades}</h3>
      {known === 0 ? (
        <p class="note">{w.upgradesNone}</p>
      ) : (
        <>
          <dl class="figures">
            <div>
              <dt>
                <Definition text={w.terms.preceded}>{w.preceded}</Definition>
              </dt>
              <dd class="figure middle">{count(preceded)}</dd>
            </div>
            <div>
              <dt>
                <Definition text={w.terms.without}>{w.without}</Definition>
              </dt>
              <dd class="figure middle">{count(without)}</dd>
            </div>
          </dl>
          <p class="note">{w.upgradesText}</p>
        </>
      )}
    </section>
  )
}
