/**
 * Places in the order of their times, those of one time in the order in which they are given; undefined where they are in order already,
 * as they mostly are. Times are whole numbers.
 */
export function inTime(times: ArrayLike<number>): ArrayLike<number> | undefined {
  const count = times.length
  let [first, last, sorted] = [Infinity, -Infinity, true]
  for (let place = 0; place < count; place++) {
    const at = times[place] ?? 0
    if (at < last) sorted = false
    else last = at
    if (at < first) first = at
  }
  if (sorted) return undefined
  if ((last - first + 1) * count > Number.MAX_SAFE_INTEGER) {
    return Array.from({ length: count }, (_, index) => index).sort((one, other) => (times[one] ?? 0) - (times[other] ?? 0) || one - other)
  }
  // Numbers without a function that compares them are sorted many times faster: each holds its time and its place.
  const keys = new Float64Array(count)
  for (let place = 0; place < count; place++) keys[place] = ((times[place] ?? 0) - first) * count + place
  return Uint32Array.from(keys.sort(), (key) => key % count)
}
