import type { DecisionInput } from '@espalier/core'
import { armFor } from './arms.ts'
import { factsOf } from './facts.ts'
import type { Rules } from './rules.ts'
import type { Subject } from './subject.ts'

/** The input of a decision about a subject at `now`, as far as the server knows it: nobody is on a page. */
export function inputOf(subject: Subject, rules: Rules, now: number): DecisionInput {
  const { id, accountId, history, arms, armed } = subject
  const assigned = rules.running.flatMap((one) => {
    const recorded = arms.get(one.id)
    const arm = recorded && armFor(one, accountId, recorded, rules)
    return arm === undefined ? [] : [[one.id, arm] as const]
  })
  return {
    now,
    moment: { on: 'load' },
    facts: factsOf(subject, rules, now),
    history,
    settings: rules.settings,
    user: id,
    account: accountId,
    consent: true,
    assigned: Object.fromEntries(assigned),
    armed,
  }
}
