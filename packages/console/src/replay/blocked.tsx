import { GATE_NAMES } from '@espalier/core/words'
import { locale } from '../locale.ts'
import { codeNames } from '../text/codes.ts'
import { replayWords } from '../text/replay.ts'
import { words } from '../text/text.ts'
import { CountedList } from './counted-list.tsx'
import type { Refusals } from './wire.ts'

/** Every other reason for which the draft would have stayed away. */
export function Blocked({ blocked }: { blocked: readonly Refusals[] }) {
  const w = words(replayWords)
  const names = words(codeNames)
  const other = blocked.filter(({ gate }) => gate !== 'care')
  if (other.length === 0) return null
  return (
    <details>
      <summary>{w.blocked}</summary>
      <CountedList
        rows={other.map(({ gate, code, times }) => ({
          key: `${gate}/${code}`,
          name: (
            <>
              {names[code] ?? code} <span class="note">{GATE_NAMES[gate][locale.value]}</span>
            </>
          ),
          count: times,
        }))}
      />
    </details>
  )
}
