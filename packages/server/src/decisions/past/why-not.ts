import { explain } from '@espalier/core'
import type { Count } from '../backtest/count.ts'
import { inputOf } from '../input.ts'
import type { Subject } from '../subject.ts'
import type { World } from '../world/world.ts'

/** Finds out why the server would not have sent the draft to somebody, once a day for each person. */
export interface WhyNot {
  ask(subject: Subject, at: number): void
  /** Another day begins. */
  turn(): void
}

export function createWhyNot(world: World, draft: string, count: Count): WhyNot {
  let asked = new Set<string>()
  return {
    ask(subject, at) {
      if (asked.has(subject.id)) return
      asked.add(subject.id)
      const rules = world.rulesAt(at)
      const compiled = rules.running.find(({ id }) => id === draft)?.compiled
      if (!compiled) return
      const [decision] = explain([compiled], inputOf(subject, rules, at))
      // What waits for its moment was not in the way.
      const reasons = (decision?.reasons ?? []).filter(({ gate }) => gate !== 'trigger' && gate !== 'slot')
      const others = reasons.filter(({ gate }) => gate !== 'care')
      // Somebody for whom it was not meant was not spared.
      const meant = others.every(({ gate }) => gate !== 'audience' && gate !== 'schedule')
      count.blocked(meant ? reasons : others, subject.accountId)
    },
    turn() {
      asked = new Set()
    },
  }
}
