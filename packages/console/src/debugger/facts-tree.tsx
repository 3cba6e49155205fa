import { writeValue } from '../people/traits.tsx'
import { debuggerWords } from '../text/debugger.ts'
import { words } from '../text/text.ts'

type Tree = Readonly<Record<string, unknown>>

/** Facts as a tree that opens root by root. Names are those that rules use. */
export function FactsTree({ facts }: { facts: Tree }) {
  const w = words(debuggerWords)
  const roots = Object.entries(facts).filter((entry): entry is [string, Tree] => isTree(entry[1]) && !isEmpty(entry[1]))
  if (roots.length === 0) return <p class="note">{w.noFacts}</p>
  return (
    <div class="tree">
      {roots.map(([name, inner]) => (
        <details key={name}>
          <summary>
            {w.roots[name] ?? name} <code>{name}</code>
          </summary>
          <Branch tree={inner} />
        </details>
      ))}
    </div>
  )
}

function Branch({ tree }: { tree: Tree }) {
  return (
    <ul>
      {Object.entries(tree).map(([name, value]) =>
        isTree(value) && !isEmpty(value) ? (
          <li key={name}>
            <details>
              <summary>{name}</summary>
              <Branch tree={value} />
            </details>
          </li>
        ) : (
          <li key={name} class="leaf">
            <span class="leaf-name">{name}</span>
            <span>{value === null || isTree(value) ? missing(name) : writeValue(value)}</span>
          </li>
        ),
      )}
    </ul>
  )
}

/** What a fact without a value means; infinite ones come without, too. */
function missing(name: string): string {
  const w = words(debuggerWords)
  if (/^(daysSince|forecastDays)/.test(name)) return w.never
  return name === 'limit' || name === 'remaining' ? w.unlimited : w.empty
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isEmpty(tree: Tree): boolean {
  return Object.keys(tree).length === 0
}
