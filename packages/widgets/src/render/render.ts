import type { Attributes, Child, Shape } from './shape.ts'

/** An element, with what is remembered of how it was drawn. It is of a shadow root of ours, where nobody else writes. */
interface Drawn extends HTMLElement {
  drawn?: Attributes
  gone?: (() => void) | void
}

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
  for (const shape of flatten(child)) {
    // Text has none of these.
    const { tag, props, children, ref } = shape as Partial<Shape>
    let node = next
    // Text is only matched in its place, so that what stands before it is not taken for gone.
    while (tag && node && (node as Element).localName !== tag) node = node.nextSibling
    if (node && (node as Element).localName === tag) drop(node)
    // It stands in its place before anything is put into it, so that every `ref` finds the whole.
    else parent.insertBefore((node = tag ? document.createElement(tag) : new Text()), next)
    next = node.nextSibling
    if (tag) {
      const { drawn } = node as Drawn
      for (const name of Object.keys({ ...drawn, ...props })) set(node as Drawn, name, props?.[name], drawn?.[name])
      ;(node as Drawn).drawn = props ?? {}
      render(children, node as Drawn)
      if (!drawn) (node as Drawn).gone = ref?.(node as never)
    } else if ((node as Text).data !== shape) (node as Text).data = shape as string
  }
  drop(null)
}

function flatten(child: Child): (Shape | string)[] {
  if (Array.isArray(child)) return child.flatMap(flatten)
  return [(child as Partial<Shape> | null)?.tag ? (child as Shape) : child || child === 0 ? `${child as string}` : '']
}

function set(node: HTMLElement, name: string, value: unknown, before: unknown): void {
  // What a person chose has moved on since it was drawn, so it is set again even where it was drawn the same.
  // A policy of the page that forbids the attribute `style` allows the property.
  if (/^(checked|on|style)/.test(name)) (node as unknown as Record<string, unknown>)[name] = value ?? null
  else if (value !== before)
    if (value == null) node.removeAttribute(name)
    else node.setAttribute(name, value as string)
}

function leave(node: Node): void {
  ;(node as Drawn).gone?.()
  node.childNodes.forEach(leave)
}
