/**
 * p values of several questions asked of the same data, raised so that the chance of any false alarm stays what it is for one. In the
 * order of the input. Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics
 * 6 (1979) 65-70.
 */
export function holm(values: readonly number[]): number[] {
  let highest = 0
  return inOrder(values, (p, rank) => (highest = Math.max(highest, Math.min(1, p * (values.length - rank)))))
}

/**
 * The same for lists of many: among what is still below `q`, at most a share of `q` is a false alarm. Source: Y. Benjamini and
 * Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57 (1995) 289-300.
 */
export function benjaminiHochberg(values: readonly number[]): number[] {
  let lowest = 1
  const backwards = values.map((p) => -p)
  return inOrder(backwards, (p, rank) => (lowest = Math.min(lowest, (-p * values.length) / (values.length - rank))))
}

/** Takes the values from the least up and puts what becomes of each back into its place. */
function inOrder(values: readonly number[], next: (value: number, rank: number) => number): number[] {
  const adjusted = values.slice()
  const order = values.map((value, place) => ({ value, place })).toSorted((one, other) => one.value - other.value)
  for (const [rank, { value, place }] of order.entries()) adjusted[place] = next(value, rank)
  return adjusted
}
