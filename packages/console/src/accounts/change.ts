/** The fields of `after` that differ from `before`; `null` takes a value away. */
export function changesOf(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries([...keys].filter((key) => before[key] !== after[key]).map((key) => [key, after[key] ?? null]))
}
