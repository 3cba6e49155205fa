import { parseAst, type Plugin } from 'vite'

interface Node {
  type: string
  start: number
  end: number
  [field: string]: unknown
}

/** A stretch of the code, and what stands there instead. */
type Edit = readonly [from: number, until: number, text: string]

/**
 * Passes in order what is passed by name: where a function takes a list of named things apart in its head and one call alone hands it
 * one, nobody else can see the names, and each of them would be downloaded twice.
 */
export const positional: Plugin = {
  name: 'positional',
  apply: 'build',
  renderChunk: (code) => ({ code: inOrder(code), map: null }),
}

/** `function f({ b, a }) {}`, called once as `f({ a: 1, b: 2 })`, becomes `function f(a, b) {}` and `f(1, 2)`; all else stays. */
export function inOrder(code: string): string {
  const mentions = new Map<string, number>()
  const functions = new Map<string, Node>()
  const calls: Node[] = []
  visit(parseAst(code) as unknown as Node, (node) => {
    if (node.type === 'Identifier') mentions.set(nameOf(node), (mentions.get(nameOf(node)) ?? 0) + 1)
    if (node.type === 'FunctionDeclaration') functions.set(nameOf(node['id'] as Node), node)
    if (node.type === 'CallExpression' && (node['callee'] as Node).type === 'Identifier') calls.push(node)
  })
  const edits = calls.flatMap((call): Edit[] => {
    const name = nameOf(call['callee'] as Node)
    const params = functions.get(name)?.['params'] as Node[] | undefined
    const values = call['arguments'] as Node[]
    // Once where it is made and once here: whatever else has the name might be another call.
    if (mentions.get(name) !== 2 || params?.length !== values.length) return []
    return params.flatMap((param, index) => editsOf(code, param, values[index], index === params.length - 1))
  })
  return edits
    .toSorted((left, right) => right[0] - left[0])
    .reduce((all, [from, until, text]) => all.slice(0, from) + text + all.slice(until), code)
}

/** How one parameter and what is passed for it are written in order; nothing where that could mean something else. */
function editsOf(code: string, param: Node, value: Node | undefined, isLast: boolean): Edit[] {
  if (param.type !== 'ObjectPattern' || value?.type !== 'ObjectExpression') return []
  const taken = param['properties'] as Node[]
  const given = value['properties'] as Node[]
  if (![...taken, ...given].every(isPlain) || askOneAnother(taken)) return []
  const textOf = ({ start, end }: Node): string => code.slice(start, end)
  const locals = new Map(taken.map((one) => [nameOf(one['key'] as Node), textOf(one['value'] as Node)]))
  const passed = new Set(given.map((one) => nameOf(one['key'] as Node)))
  if (passed.size < given.length || [...passed].some((name) => !locals.has(name))) return []
  const left = [...locals.keys()].filter((name) => !passed.has(name))
  // What is not passed would be taken from what comes after it.
  if (left.length > 0 && !isLast) return []
  return [
    [param.start, param.end, [...passed, ...left].map((name) => locals.get(name)).join()],
    [value.start, value.end, given.map((one) => textOf(one['value'] as Node)).join()],
  ]
}

/** One name with its value: no rest, no method, nothing worked out, and no comma that would make two values of it. */
function isPlain({ type, computed, method, kind, value }: Node): boolean {
  return type === 'Property' && !computed && !method && kind === 'init' && (value as Node).type !== 'SequenceExpression'
}

/** True where a default may ask for another name of the list, which may come later now. */
function askOneAnother(taken: readonly Node[]): boolean {
  const all: string[] = []
  for (const one of taken) visit(one['value'] as Node, (node) => node.type === 'Identifier' && all.push(nameOf(node)))
  return new Set(all).size < all.length
}

function nameOf(node: Node): string {
  return String(node['name'] ?? node['value'])
}

function visit(node: Node, see: (node: Node) => unknown): void {
  see(node)
  for (const child of Object.values(node).flat()) if (typeof (child as Node | null)?.type === 'string') visit(child as Node, see)
}
