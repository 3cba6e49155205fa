type Tree = { readonly [key: string]: unknown }

/** `mine` with everything in which `theirs` differs from `base`: where both changed the same, theirs. What has an id is known by it. */
export function takeOver(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (same(theirs, base)) return mine
  if (same(mine, base)) return theirs
  if (isTree(mine) && isTree(theirs)) return ofTrees(isTree(base) ? base : {}, mine, theirs)
  const [was, one, other] = [byId(base), byId(mine), byId(theirs)]
  return was && one && other ? Object.values(ofTrees(was, one, other)) : theirs
}

/** Whether two values are written alike. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function ofTrees(base: Tree, mine: Tree, theirs: Tree): Tree {
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])]
  return Object.fromEntries(
    names.map((name) => [name, takeOver(base[name], mine[name], theirs[name])] as const).filter(([, value]) => value !== undefined),
  )
}

/** A list of what has ids, by them; undefined for any other list. Ids are marked, so that a tree keeps them in their order. */
function byId(list: unknown): Tree | undefined {
  if (!Array.isArray(list)) return undefined
  const ids = (list as unknown[]).map((one) => (isTree(one) && typeof one['id'] === 'string' ? `#${one['id']}` : undefined))
  if (ids.includes(undefined) || new Set(ids).size < ids.length) return undefined
  return Object.fromEntries(ids.map((id, place) => [id, (list as unknown[])[place]]))
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
