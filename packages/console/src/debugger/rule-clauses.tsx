import { locale } from '../locale.ts'
import { debuggerWords } from '../text/debugger.ts'
import { words } from '../text/text.ts'
import type { RuleClause } from './wire.ts'

const MARKS = { yes: 'M3 8.5l3.2 3.2L13 5', no: 'M4 4l8 8M12 4l-8 8', open: 'M4 8h8' } as const

/** The clauses of a rule, each with whether it was met, said in a word and drawn as a mark. */
export function RuleClauses({ rule }: { rule: readonly RuleClause[] }) {
  const w = words(debuggerWords)
  if (rule.length === 0) return <p class="note">{w.everybody}</p>
  return (
    <ul class="clauses">
      {rule.map(({ words: said, pass }) => {
        const state = pass === null ? 'open' : pass ? 'yes' : 'no'
        return (
          <li key={said.en} class={state}>
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
              <path d={MARKS[state]} />
            </svg>
            <span>{said[locale.value]}</span>
            <span class="clause-state">{w.pass[state]}</span>
          </li>
        )
      })}
    </ul>
  )
}
