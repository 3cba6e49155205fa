/** What a report says, whatever the order and the names of what it lists: lists stand in the order of ids, which is another one under other ids. */
export function unordered(text: string): unknown {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map(sorted).toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
    }
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === 'name' ? '' : sorted(one)]))
  }
  return sorted(JSON.parse(text))
}
