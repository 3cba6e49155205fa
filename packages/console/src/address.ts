/** An address with what is asked for; what is missing stays out. */
export function address(path: string, asked: object): string {
  const { by } = asked as { by?: string }
  // An empty value is the group of those that say nothing of `by`.
  const isAsked = ([name, value]: [string, unknown]) => value !== undefined && (value !== '' || (name === 'value' && Boolean(by)))
  const query = new URLSearchParams((Object.entries(asked) as [string, string][]).filter(isAsked))
  return query.size > 0 ? `${path}?${query}` : path
}
