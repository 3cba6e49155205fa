/**
 * JSON with other names in place of every text that is one of these ids, and no more.
 * @param beside a key whose text goes where it stands beside such a text
 */
export function replaceIds(value: unknown, names: ReadonlyMap<string, string>, beside?: string): unknown {
  if (typeof value === 'string') return names.get(value) ?? value
  if (Array.isArray(value)) return value.map((one) => replaceIds(one, names, beside))
  if (typeof value !== 'object' || value === null) return value
  const named = Object.values(value).some((one) => typeof one === 'string' && names.has(one))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named && key === beside ? '' : replaceIds(one, names, beside)]))
}

/** JSON without the texts under these keys, wherever they stand; `null` stands in their place. */
export function blankKeys(value: unknown, keys: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => blankKeys(one, keys))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, keys.has(key) ? null : blankKeys(one, keys)]))
}
