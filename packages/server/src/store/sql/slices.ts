/** Rows that go into one statement: well under the limits of both engines for the widest table. */
const ROWS = 500

/** The rows in parts that fit into one statement each. */
export function* slices<T>(rows: Iterable<T>): Generator<T[]> {
  const all = [...rows]
  for (let from = 0; from < all.length; from += ROWS) yield all.slice(from, from + ROWS)
}
