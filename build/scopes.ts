import { parseAst } from 'vite'

interface Node {
  type: string
  start: number
  end: number
  [field: string]: unknown
}

/** A place in the code where something local, or a global, is called by its name. */
export interface Mention {
  start: number
  end: number
  /** Which local it is; undefined for what belongs to the page. */
  local: number | undefined
  /** Written before the name, or after it, where it has another one from now on: `{ a }`, `import { a }`, `export { a }`. */
  before: string
  after: string
}

/** What is local in a file: variables, parameters, functions, classes. */
export interface Locals {
  names: string[]
  mentions: Mention[]
  /** By local: others that are known somewhere where it is known, so that each needs a name of its own. */
  near: Set<number>[]
  /** By local: names of the page that would not be reached any more if it had them. */
  taken: Set<string>[]
}

interface Scope {
  above: Scope | undefined
  own: Map<string, number>
  /** Locals, and globals by their names, that are mentioned below and come from above. */
  passing: Set<number | string>
}

const FUNCTION = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/
const BLOCK = /^(BlockStatement|StaticBlock|SwitchStatement|For(In|Of)?Statement)$/

/**
 * Finds all locals of a file, and where each is mentioned.
 * @throws Error where a name may mean something else at run time than it says here
 */
export function localsOf(code: string, isModule: boolean): Locals {
  const names: string[] = []
  const mentions: Mention[] = []
  const scopes: Scope[] = []
  /** Pairs of scopes of which the second may not say anew what the first does: parameters and their function's body. */
  const joined: [Scope, Scope][] = []

  const below = (above?: Scope): Scope => {
    const scope: Scope = { above, own: new Map(), passing: new Set() }
    scopes.push(scope)
    return scope
  }
  const declare = (scope: Scope, pattern: unknown): void => {
    for (const name of namesIn(pattern as Node)) if (!scope.own.has(name)) scope.own.set(name, names.push(name) - 1)
  }
  /** Declares what a block brings itself. */
  const declareLexical = (scope: Scope, statements: readonly Node[], isNested: boolean): void => {
    for (const one of statements) {
      const { type, kind, declarations } = one
      if (type === 'VariableDeclaration' && kind !== 'var') for (const { id } of declarations as Node[]) declare(scope, id)
      if (type === 'ClassDeclaration') declare(scope, one['id'])
      if (type === 'FunctionDeclaration' && isNested && !isModule)
        throw new Error('a function in a block of a script is known outside, too')
      if (type === 'FunctionDeclaration') declare(scope, one['id'])
      if (type === 'ImportDeclaration') for (const { local } of one['specifiers'] as Node[]) declare(scope, local)
    }
  }
  /** Declares what `var` says anywhere in a function, but not in the functions inside. */
  const declareVars = (scope: Scope, params: Scope | undefined, node: Node): void => {
    if (node.type === 'CatchClause' && node['param']) {
      const caught = namesIn(node['param'] as Node)
      visit(node['body'] as Node, (one) => {
        const isVar = one.type === 'VariableDeclaration' && one['kind'] === 'var'
        const said = isVar ? (one['declarations'] as Node[]).flatMap(({ id }) => namesIn(id as Node)) : []
        if (said.some((name) => caught.includes(name))) throw new Error('what is caught is said anew')
      })
    }
    if (node.type === 'VariableDeclaration' && node['kind'] === 'var')
      for (const { id } of node['declarations'] as Node[])
        for (const name of namesIn(id as Node)) {
          const known = params?.own.get(name)
          if (known !== undefined) scope.own.set(name, known)
          else if (!scope.own.has(name)) scope.own.set(name, names.push(name) - 1)
        }
    for (const child of childrenOf(node)) if (!FUNCTION.test(child.type)) declareVars(scope, params, child)
  }
  const mention = ({ start, end, ...node }: Node, scope: Scope, before = '', after = ''): void => {
    const name = String(node['name'])
    if (name === 'eval') throw new Error('what is made of text may mention anything')
    let at: Scope | undefined = scope
    while (at && !at.own.has(name)) at = at.above
    const local = at?.own.get(name)
    for (let passed: Scope | undefined = scope; passed !== at; passed = passed?.above) passed?.passing.add(local ?? name)
    mentions.push({ start, end, local, before, after })
  }

  const walkFunction = (node: Node, around: Scope): void => {
    const { id, body } = node as unknown as { id?: Node; body: Node }
    let outside = around
    if (id && node.type === 'FunctionExpression') declare((outside = below(around)), id)
    if (id) mention(id, outside)
    const params = below(outside)
    for (const param of node['params'] as Node[]) declare(params, param)
    for (const param of node['params'] as Node[]) walk(param, params)
    if (body.type !== 'BlockStatement') return walk(body, params)
    const inside = below(params)
    joined.push([params, inside])
    declareVars(inside, params, body)
    declareLexical(inside, body['body'] as Node[], false)
    for (const statement of body['body'] as Node[]) walk(statement, inside)
  }
  const walkBlock = (node: Node, around: Scope): void => {
    const scope = below(around)
    const { body, cases, init, left } = node as unknown as { body?: Node | Node[]; cases?: Node[]; init?: Node | null; left?: Node }
    const statements = cases
      ? cases.flatMap((one) => one['consequent'] as Node[])
      : Array.isArray(body)
        ? body
        : [init ?? left].flatMap((one) => one ?? [])
    declareLexical(scope, statements, true)
    for (const child of childrenOf(node)) walk(child, child === node['discriminant'] ? around : scope)
  }
  const walkProperty = (node: Node, scope: Scope): void => {
    const { key, value } = node as unknown as { key: Node; value: Node | null }
    if (node['computed']) walk(key, scope)
    if (!value) return
    if (!node['shorthand']) return walk(value, scope)
    const { type, left, right } = value as unknown as { type: string; left: Node; right: Node }
    mention(type === 'AssignmentPattern' ? left : value, scope, `${String(key['name'])}:`)
    if (type === 'AssignmentPattern') walk(right, scope)
  }

  const walk = (node: Node, scope: Scope): void => {
    const { type } = node
    if (type === 'Identifier') return mention(node, scope)
    if (FUNCTION.test(type)) return walkFunction(node, scope)
    if (BLOCK.test(type)) return walkBlock(node, scope)
    if (/^(Property|MethodDefinition|PropertyDefinition)$/.test(type)) return walkProperty(node, scope)
    switch (type) {
      case 'WithStatement':
        throw new Error('what stands in `with` may mention anything')
      case 'MetaProperty':
      case 'BreakStatement':
      case 'ContinueStatement':
        return
      case 'LabeledStatement':
        return walk(node['body'] as Node, scope)
      case 'MemberExpression':
        walk(node['object'] as Node, scope)
        if (node['computed']) walk(node['property'] as Node, scope)
        return
      case 'ClassExpression': {
        const inside = below(scope)
        if (node['id']) declare(inside, node['id'])
        for (const child of childrenOf(node)) walk(child, inside)
        return
      }
      case 'CatchClause': {
        const caught = below(scope)
        if (node['param']) declare(caught, node['param'])
        const first = scopes.length
        for (const child of childrenOf(node)) walk(child, caught)
        for (const inside of scopes.slice(first)) if (inside.above === caught) joined.push([caught, inside])
        return
      }
      case 'ImportSpecifier':
      case 'ExportSpecifier': {
        const local = node['local'] as Node
        const outer = (node['imported'] ?? node['exported']) as Node
        const same = outer.start === local.start
        const as = String(local['name'])
        return mention(local, scope, same && node['imported'] ? `${as} as ` : '', same && node['exported'] ? ` as ${as}` : '')
      }
      case 'ExportNamedDeclaration':
        if (node['declaration']) throw new Error('what is exported where it is declared has its name from there')
        if (node['source']) return
        break
    }
    for (const child of childrenOf(node)) walk(child, scope)
  }

  const program = parseAst(code) as unknown as Node
  const root = below()
  declareVars(root, undefined, program)
  declareLexical(root, program['body'] as Node[], false)
  if (!isModule && names.length > 0) throw new Error('what a script declares is known to the whole page')
  for (const statement of program['body'] as Node[]) walk(statement, root)

  const near = names.map(() => new Set<number>())
  const taken = names.map(() => new Set<string>())
  const part = (one: number, other: number): void => {
    if (one === other) return
    near[one]?.add(other)
    near[other]?.add(one)
  }
  for (const { own, passing } of scopes)
    for (const one of own.values()) {
      for (const other of own.values()) part(one, other)
      for (const other of passing)
        if (typeof other === 'number') part(one, other)
        else taken[one]?.add(other)
    }
  for (const [params, inside] of joined) for (const one of params.own.values()) for (const other of inside.own.values()) part(one, other)
  return { names, mentions: mentions.toSorted((one, other) => one.start - other.start), near, taken }
}

/** The names that a pattern declares. */
function namesIn(pattern: Node): string[] {
  const { type } = pattern
  if (type === 'Identifier') return [String(pattern['name'])]
  if (type === 'AssignmentPattern') return namesIn(pattern['left'] as Node)
  if (type === 'RestElement') return namesIn(pattern['argument'] as Node)
  if (type === 'Property') return namesIn(pattern['value'] as Node)
  return childrenOf(pattern).flatMap(namesIn)
}

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((child): child is Node => typeof (child as Node | null)?.type === 'string')
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node)
  for (const child of childrenOf(node)) visit(child, see)
}
