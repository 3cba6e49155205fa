/** A slip of the finger changes, adds or leaves out a letter or two. */
const SLIP = 2

/** The one of `names` that was perhaps meant by `name`, or is it; undefined where none is near. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((one) => ({ one, far: distance(name.toLowerCase(), one.toLowerCase()) }))
    .filter(({ one, far }) => far <= Math.min(SLIP, Math.floor(one.length / 2)))
    .sort((left, right) => left.far - right.far || Number(right.one === name) - Number(left.one === name))
  return best?.one
}

/** How many letters have to be changed, added or taken away (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1]
    for (let at = 1; at <= to.length; at++)
      next[at] = Math.min((row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (row[at - 1] ?? 0) + (to[at - 1] === letter ? 0 : 1))
    row = next
  }
  return row[to.length] ?? 0
}
