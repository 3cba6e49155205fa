/**
 * The value above which only a share of `1 - quantile` of all values other than 0 lies: what is larger counts as this much. Most
 * accounts spend nothing, so quantiles over all would cut the few that do. Interpolated between neighbours (type 7 of R. J. Hyndman and
 * Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996) 361-365). Undefined where all are 0.
 */
export function cap(values: readonly number[], quantile: number): number | undefined {
  const some = values.filter((value) => value !== 0).toSorted((one, other) => one - other)
  const place = (some.length - 1) * quantile
  const [low, high] = [some[Math.floor(place)], some[Math.ceil(place)]]
  return low === undefined || high === undefined ? undefined : low + (high - low) * (place - Math.floor(place))
}

/** The values with everything above `limit` counted as `limit`. */
export function winsorise(values: readonly number[], limit: number | undefined): number[] {
  return values.map((value) => (limit !== undefined && value > limit ? limit : value))
}
