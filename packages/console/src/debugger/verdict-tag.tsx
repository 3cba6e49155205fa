import type { Verdict } from '@espalier/core'
import { VERDICT_NAMES } from '@espalier/core/words'
import { locale } from '../locale.ts'
import { Tag } from '../ui/tag.tsx'

const TONES = { shown: 'good', 'held-out': 'plain', queued: 'warn', blocked: 'plain', unknown: 'warn' } as const satisfies Record<
  Verdict,
  string
>

/** A verdict as a quiet tag. */
export function VerdictTag({ verdict }: { verdict: Verdict }) {
  return <Tag tone={TONES[verdict]}>{VERDICT_NAMES[verdict][locale.value]}</Tag>
}
