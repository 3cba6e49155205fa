import type { Child, Props, Shape } from './shape.ts'

const SVG = 'http://www.w3.org/2000/svg'

interface Drawn {
  shape: Shape | string
  readonly node: Element | Text
  leave?: (() => void) | undefined
}
type Parent = ParentNode & Node

const inside = new WeakMap<Node, Drawn[]>()

/**
 * Makes the inside of `parent` look like `child`. Elements of the same tag in the same order stay, with their focus, selection
 * and typed text. Everything is written through properties, attributes and text nodes, which every page policy allows;
 * it is a tenth of the bytes of a framework, and the widgets need no more.
 */
export function render(child: Child, parent: Parent): void {
  const arrived: (() => void)[] = []
  patch(parent, child ? flatten(child) : [], arrived)
  for (const arrive of arrived) arrive()
}

function flatten(child: Child): (Shape | string)[] {
  if (Array.isArray(child)) return child.flatMap(flatten)
  if (child === undefined || child === null || typeof child === 'boolean') return ['']
  return [typeof child === 'object' ? (child as Shape) : `${child}`]
}

function patch(parent: Parent, shapes: (Shape | string)[], arrived: (() => void)[]): void {
  const before = inside.get(parent) ?? []
  let next = 0
  const drop = (until: number): void => {
    for (const old of before.slice(next, until)) {
      leave(old)
      old.node.remove()
    }
    next = until
  }
  const after = shapes.map((shape) => {
    // Text is only matched in its place, so that what stands before it is not taken for gone.
    const reach = typeof shape === 'string' ? next + 1 : before.length
    const same = before.findIndex((old, index) => index >= next && index < reach && tagOf(old.shape) === tagOf(shape))
    const old = before[same]
    if (!old) {
      const made = create(shape, parent, arrived)
      parent.insertBefore(made.node, before[next]?.node ?? null)
      return made
    }
    drop(same)
    next = same + 1
    update(old, shape, arrived)
    return old
  })
  drop(before.length)
  inside.set(parent, after)
}

function tagOf(shape: Shape | string): string {
  return typeof shape === 'string' ? '' : shape.tag
}

function create(shape: Shape | string, parent: Node, arrived: (() => void)[]): Drawn {
  if (typeof shape === 'string') return { shape, node: document.createTextNode(shape) }
  const { tag, props } = shape
  const inSvg = tag === 'svg' || (parent as Element).namespaceURI === SVG
  const node = inSvg ? document.createElementNS(SVG, tag) : document.createElement(tag)
  const made: Drawn = { shape: { tag, props: {} }, node }
  update(made, shape, arrived)
  const { ref } = props
  if (ref) arrived.push(() => void (made.leave = ref(node as never) ?? undefined))
  return made
}

function update(drawn: Drawn, shape: Shape | string, arrived: (() => void)[]): void {
  const { node, shape: old } = drawn
  if (typeof shape === 'string') {
    if (old !== shape) (node as Text).data = shape
  } else {
    const before = (old as Shape).props
    for (const name in { ...before, ...shape.props }) set(node as HTMLElement, name, shape.props[name], before[name])
    patch(node as Element, flatten(shape.props.children), arrived)
  }
  drawn.shape = shape
}

function set(node: HTMLElement, name: string, value: unknown, before: unknown): void {
  if (name === 'children' || name === 'ref') return
  // What a person chose has moved on since it was drawn, so the live value is compared and not the one drawn last.
  if (name === 'checked') (node as HTMLInputElement).checked = Boolean(value)
  else if (value === before) return
  else if (name.startsWith('on')) (node as unknown as Props & Record<string, unknown>)[name] = value ?? null
  else if (name === 'style') for (const [key, one] of Object.entries(value as Record<string, string>)) node.style.setProperty(key, one)
  else if (value === undefined || value === null || value === false) node.removeAttribute(name)
  else node.setAttribute(name, value === true ? '' : `${value as string}`)
}

function leave({ node, leave: gone }: Drawn): void {
  gone?.()
  for (const one of inside.get(node) ?? []) leave(one)
}
