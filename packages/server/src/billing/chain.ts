/** One event as a step between two standings, named by any text that is equal for equal standings. */
export interface Step {
  event: string
  /** Undefined when the event does not say: the first of a subscription, or an end. */
  before: string | undefined
  after: string
}

/**
 * The event that a subscription stands at after several events of the same second, whatever the order in which they came.
 *
 * Each event leads from one standing to the next, so together they are a path that uses every step once. Such a path ends where
 * more steps lead in than out, or where it began (Euler 1736, for directed graphs). While a step is missing there can be several
 * ends; then the one that does not hang on `base` is later.
 * @param base the standing before that second, where one is known
 * @param steps in order of arrival
 */
export function lastOf(base: string | undefined, steps: readonly Step[]): Step | undefined {
  const surplus = new Map<string, number>()
  const add = (standing: string, by: number) => surplus.set(standing, (surplus.get(standing) ?? 0) + by)
  for (const step of steps) {
    add(step.after, 1)
    if (step.before !== undefined) add(step.before, -1)
  }
  const into = (standing: string) => steps.findLast((step) => step.after === standing && step.before !== standing)
  const ends = [...surplus].filter(([, count]) => count > 0).flatMap(([standing]) => into(standing) ?? [])
  const home = base === undefined ? undefined : into(base)
  if (ends.length === 0) return home ?? steps.findLast((step) => step.before !== step.after) ?? steps.at(-1)
  const apart = ends.filter((step) => !reached(base, steps).has(step.after))
  return apart.at(-1) ?? ends.at(-1)
}

function reached(base: string | undefined, steps: readonly Step[]): Set<string> {
  const found = new Set(base === undefined ? [] : [base])
  for (let grew = true; grew;) {
    const size = found.size
    for (const step of steps) if (step.before !== undefined && found.has(step.before)) found.add(step.after)
    grew = found.size > size
  }
  return found
}
