import { globSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseAst } from 'vite'
import { REPOSITORY } from './pack.ts'

/** Code that a page may run under a tag. What few of its types are for, frameworks and tests, is not in those files. */
const SOURCES = 'packages/{core,sdk}/src/**/*.ts'
const ELSEWHERE = /\.(test|case)\.ts$|\/(testing|react|vue)\//

/** What is told or kept: what stands in these calls is read by somebody else. */
const TELLING = new Set(['record', 'add', 'emit', 'stringify', 'write', 'postMessage'])

interface Node {
  type: string
  [field: string]: unknown
}

/** Where the name of a property stands in sources. */
export interface Declared {
  /** By name: the types that declare it; `{ }` for a type without a name, `schema` for what a schema describes. */
  types: Map<string, Set<string>>
  /** In texts that are one word or a list of them, by which properties can be read. */
  texts: Set<string>
  /** Written out in what is told or kept. */
  told: Set<string>
}

/** All names in the code of a page. */
export function declaredInSources(): Declared {
  const declared: Declared = { types: new Map(), texts: new Set(), told: new Set() }
  const files = globSync(SOURCES, { cwd: REPOSITORY }).filter((file) => !ELSEWHERE.test(file))
  for (const file of files) noteDeclared(declared, readFileSync(join(REPOSITORY, file), 'utf8'), file.includes('core/src/schema/'))
  return declared
}

/** Adds the names of one file. */
export function noteDeclared({ types, texts, told }: Declared, code: string, isSchema = false): void {
  const note = (name: string, owner: string): void => void types.set(name, (types.get(name) ?? new Set()).add(owner))
  visit(parseAst(code, { lang: 'ts' }) as unknown as Node, [], (node, above) => {
    const name = keyOf(node)
    if (name !== undefined && /^TS(Property|Method)Signature$|^(Property|Method)Definition$/.test(node.type))
      note(name, nameOf(above.findLast(isNamedType)) ?? '{ }')
    if (name !== undefined && node.type === 'Property') {
      if (isSchema) note(name, 'schema')
      if (above.some(isTelling)) told.add(name)
    }
    const text = textOf(node)
    if (text === undefined || text.includes(' ') || isSchema || /^(Import|Export|TSLiteral)/.test(above.at(-1)?.type ?? '')) return
    for (const word of text.split(/[^\w$]+/)) texts.add(word)
  })
}

/** The properties of everything that the language and browsers bring. */
export function declaredByPlatform(): Set<string> {
  const require = createRequire(import.meta.url)
  const near = createRequire(require.resolve('typescript/package.json'))
  const folder = dirname(near.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`))
  const libraries = readdirSync(join(folder, 'lib')).filter((file) => /^lib\.(dom|es)/.test(file))
  const found = new Set<string>()
  for (const library of libraries)
    visit(parseAst(readFileSync(join(folder, 'lib', library), 'utf8'), { lang: 'dts' }) as unknown as Node, [], (node) => {
      const name = keyOf(node)
      if (name !== undefined && /^TS(Property|Method)Signature$/.test(node.type)) found.add(name)
    })
  return found
}

const isNamedType = ({ type }: Node): boolean => /^TS(Interface|TypeAlias)Declaration$|^Class(Declaration|Expression)$/.test(type)

function isTelling({ type, callee }: Node): boolean {
  const { name, property } = (callee ?? {}) as { name?: string; property?: { name?: string } }
  return type === 'CallExpression' && TELLING.has(property?.name ?? name ?? '')
}

function keyOf({ computed, key }: Node): string | undefined {
  const { name, value } = (key ?? {}) as { name?: string; value?: unknown }
  return computed ? undefined : (name ?? (value === undefined ? undefined : String(value)))
}

function nameOf(node: Node | undefined): string | undefined {
  return (node?.['id'] as { name?: string } | null | undefined)?.name
}

function textOf({ type, value }: Node): string | undefined {
  if (type === 'Literal' && typeof value === 'string') return value
  return type === 'TemplateElement' ? ((value as { cooked?: string }).cooked ?? undefined) : undefined
}

function visit(node: Node, above: readonly Node[], see: (node: Node, above: readonly Node[]) => void): void {
  see(node, above)
  const inside = [...above, node]
  for (const child of Object.values(node).flat()) if (typeof (child as Node | null)?.type === 'string') visit(child as Node, inside, see)
}
