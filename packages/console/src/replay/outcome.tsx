import { count, day } from '../format.ts'
import { replayWords } from '../text/replay.ts'
import { words } from '../text/text.ts'
import { Definition } from '../ui/definition.tsx'
import { Notice } from '../ui/notice.tsx'
import { Blocked } from './blocked.tsx'
import { PerDay } from './per-day.tsx'
import { Rivalries } from './rivalries.tsx'
import { Samples } from './samples.tsx'
import { Spared } from './spared.tsx'
import { Upgrades } from './upgrades.tsx'
import type { ReplayResult } from './wire.ts'

const FIGURES = ['impressions', 'people', 'accounts', 'heldOut'] as const

/** What would have come of the draft. Whom it would have left in peace comes first. */
export function ReplayOutcome({ result, campaign }: { result: ReplayResult; campaign: string }) {
  const w = words(replayWords)
  if (result.events === 0)
    return (
      <Notice title={w.nothingTitle}>
        <p>{w.noEvents}</p>
      </Notice>
    )
  return (
    <div class="stack-24">
      <p class="note">{w.ofPeriod(day(result.from), day(result.to))}</p>
      <Spared spared={result.spared} />
      <dl class="figures">
        {FIGURES.map((key) => (
          <div key={key}>
            <dt>
              <Definition text={w.terms[key]}>{w[key]}</Definition>
            </dt>
            <dd class="figure middle">{count(result[key])}</dd>
            {key !== 'heldOut' && result.diff && <dd class="note">{compared(result.diff[key])}</dd>}
          </div>
        ))}
      </dl>
      {result.impressions === 0 ? (
        <Notice title={w.nothingTitle}>
          <p>{w.nothingText}</p>
        </Notice>
      ) : (
        <PerDay days={result.perDay} />
      )}
      <Rivalries result={result} />
      <Upgrades upgrades={result.upgrades} />
      <Blocked blocked={result.blocked} />
      <Samples samples={result.samples} campaign={campaign} />
      <p class="note">
        {w.assumptions(count(result.events), count(result.moments))} {result.assumed > 0 && w.assumed(count(result.assumed))}
      </p>
    </div>
  )
}

function compared(difference: number): string {
  const w = words(replayWords)
  if (difference === 0) return w.same
  return difference > 0 ? w.more(count(difference)) : w.fewer(count(-difference))
}
