/** Which group of one way to split people each of them is in. */
export type Labels<T> = ReadonlyMap<T, number>

/**
 * Whether two ways to split the same people tell together what fewer than `few` of them said: some groups of the one hold the same people
 * as some groups of the other, but for a few.
 *
 * Groups are the nodes of a graph, and everybody is an edge between the two groups that they are in. The people by whom unions of groups
 * differ are a cut of it, so that the question is whether any cut is that small. Each round looks at the nodes in the order of maximum
 * adjacency, and makes one of all that no small cut can part (H. Nagamochi and T. Ibaraki, SIAM J. Discrete Math. 5, 1992).
 */
export function tellsOfFew<T>(people: readonly T[], one: Labels<T>, other: Labels<T>, few: number): boolean {
  let graph: Graph = new Map()
  for (const person of people) join(graph, 2 * (one.get(person) ?? 0), 2 * (other.get(person) ?? 0) + 1, 1)
  for (;;) {
    const degrees = [...graph.values()].map((beside) => [...beside.values()].reduce((sum, weight) => sum + weight, 0))
    if (degrees.some((degree) => degree > 0 && degree < few)) return true
    if (degrees.every((degree) => degree === 0)) return false
    graph = contracted(graph, inseparable(graph, few))
  }
}

/** How many people are between two nodes. */
type Graph = Map<number, Map<number, number>>

function join(graph: Graph, from: number, to: number, weight: number): void {
  for (const [node, beside] of [
    [from, to],
    [to, from],
  ] as const) {
    const known = graph.get(node) ?? new Map<number, number>()
    graph.set(node, known.set(beside, (known.get(beside) ?? 0) + weight))
  }
}

/** Pairs of nodes that at least `few` people keep together. */
function inseparable(graph: Graph, few: number): [number, number][] {
  const pairs: [number, number][] = []
  const reached = new Map<number, number>()
  const waiting: number[][] = []
  const seen = new Set<number>()
  const visit = (node: number) => {
    seen.add(node)
    for (const [beside, weight] of graph.get(node) ?? []) {
      if (seen.has(beside)) continue
      const by = (reached.get(beside) ?? 0) + weight
      reached.set(beside, by)
      ;(waiting[by] ??= []).push(beside)
      if (by >= few) pairs.push([node, beside])
    }
  }
  for (const start of graph.keys()) {
    if (!seen.has(start)) visit(start)
    while (waiting.length > 0) {
      const next = waiting.at(-1)?.pop()
      if (next === undefined) waiting.pop()
      else if (!seen.has(next)) visit(next)
    }
  }
  return pairs
}

function contracted(graph: Graph, pairs: readonly [number, number][]): Graph {
  const parents = new Map<number, number>()
  const rootOf = (node: number): number => {
    let root = node
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent
    if (root !== node) parents.set(node, root)
    return root
  }
  for (const [one, other] of pairs) {
    const [root, of] = [rootOf(one), rootOf(other)]
    if (root !== of) parents.set(of, root)
  }
  const smaller: Graph = new Map()
  for (const [node, beside] of graph) {
    for (const [to, weight] of beside) {
      const [root, of] = [rootOf(node), rootOf(to)]
      // Each edge is there from both of its ends.
      if (node < to && root !== of) join(smaller, root, of, weight)
    }
  }
  return smaller
}
