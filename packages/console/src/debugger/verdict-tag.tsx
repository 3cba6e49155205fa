import type { Verdict } from '@espalier/core'
import { debuggerWords } from '../text/debugger.ts'
import { words } from '../text/text.ts'
import { Tag } from '../ui/tag.tsx'

const TONES = { shown: 'good', 'held-out': 'plain', queued: 'warn', blocked: 'plain', unknown: 'warn' } as const satisfies Record<
  Verdict,
  string
>

/** A verdict as a quiet tag. */
export function VerdictTag({ verdict }: { verdict: Verdict }) {
  return <Tag tone={TONES[verdict]}>{words(debuggerWords).verdicts[verdict]}</Tag>
}
