import { draw } from './draw.ts'

type Tree = Readonly<Record<string, unknown>>

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)
const isFull = (value: unknown): value is Tree => isTree(value) && Object.values(value).some((one) => one !== undefined)

/** Facts by the names that rules use, unfolded branch by branch. */
export function drawFacts(facts: Tree, path = 'facts'): HTMLElement {
  return draw(
    'ul',
    { class: 'tree' },
    Object.entries(facts).map(([name, value]) => {
      const key = `${path}.${name}`
      if (isFull(value))
        return draw(
          'li',
          {},
          draw('details', { 'data-key': key }, draw('summary', { 'data-key': `${key}/head` }, name), drawFacts(value, key)),
        )
      // What is empty at the root says only that a kind of fact exists.
      if (isTree(value) || value === undefined) return false
      return draw('li', { class: 'leaf' }, draw('span', { class: 'name' }, name), draw('code', {}, write(value)))
    }),
  )
}

function write(value: unknown): string {
  return value === Infinity ? '∞' : JSON.stringify(value)
}
