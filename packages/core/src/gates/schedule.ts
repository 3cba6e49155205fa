import type { GateTest } from './gate.ts'

/** From its start until its end, on its weekdays and in its hours. */
export const schedule: GateTest = (compiled, input) => {
  const { from, until } = compiled
  return input.now >= from && input.now < until && compiled.inHours(input)
}
