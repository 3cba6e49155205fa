import type { Child, Props, Shape } from './shape.ts'

/** What is remembered of an element that was drawn. */
interface Drawn {
  props: Props
  leave?: (() => void) | void
}

const drawn = new WeakMap<Node, Drawn>()

/**
 * Makes the inside of `parent` look like `child`. Elements of the same tag in the same order stay, with their focus, selection
 * and typed text. Everything is written through properties, attributes and text nodes, which every page policy allows;
 * it is a tenth of the bytes of a framework, and the widgets need no more.
 */
export function render(child: Child, parent: ParentNode & Node): void {
  let next = parent.firstChild
  const drop = (until: ChildNode | null): void => {
    while (next && next !== until) {
      const gone = next
      next = gone.nextSibling
      leave(gone)
      gone.remove()
    }
  }
  for (const shape of child == null ? [] : flatten(child)) {
    const tag = typeof shape === 'string' ? undefined : shape.tag
    let node = next
    // Text is only matched in its place, so that what stands before it is not taken for gone.
    while (tag && node && (node as Element).localName !== tag) node = node.nextSibling
    if (node && (node as Element).localName === tag) drop(node)
    // It stands in its place before anything is put into it, so that every `ref` finds the whole.
    else parent.insertBefore((node = create(tag)), next)
    next = node.nextSibling
    if (typeof shape === 'string') {
      if ((node as Text).data !== shape) (node as Text).data = shape
    } else update(node as HTMLElement, shape.props)
  }
  drop(null)
}

function flatten(child: Child): (Shape | string)[] {
  if (Array.isArray(child)) return child.flatMap(flatten)
  if (child == null || typeof child === 'boolean') return ['']
  return [typeof child === 'object' ? (child as Shape) : `${child}`]
}

function create(tag: string | undefined): ChildNode {
  return tag ? document.createElement(tag) : new Text()
}

function update(node: HTMLElement, props: Props): void {
  const known = drawn.get(node)
  const before = known?.props ?? {}
  for (const name of Object.keys({ ...before, ...props }))
    if (name !== 'children' && name !== 'ref') set(node, name, props[name], before[name])
  render(props.children, node)
  if (known) known.props = props
  else drawn.set(node, { props, leave: props.ref?.(node as never) })
}

function set(node: HTMLElement, name: string, value: unknown, before: unknown): void {
  // What a person chose has moved on since it was drawn, so it is set again even where it was drawn the same.
  if (name === 'checked' || name.startsWith('on')) (node as unknown as Record<string, unknown>)[name] = value ?? null
  else if (value === before) return
  else if (name === 'style') for (const [key, one] of Object.entries(value as Record<string, string>)) node.style.setProperty(key, one)
  else if (value == null || value === false) node.removeAttribute(name)
  else node.setAttribute(name, value === true ? '' : `${value as string}`)
}

function leave(node: Node): void {
  drawn.get(node)?.leave?.()
  node.childNodes.forEach(leave)
}
