import type { Child, Shape } from './shape.ts'

type Handlers<E> = {
  [name in keyof GlobalEventHandlersEventMap as `on${name}`]?: (
    event: GlobalEventHandlersEventMap[name] & { readonly currentTarget: E },
  ) => void
}
type Attributes<E> = Handlers<E> & { children?: Child; ref?: (element: E) => (() => void) | void; [attribute: string]: unknown }

/** How TSX files are checked: elements of the platform by their own names, handlers as the platform writes them (`onclick`). */
export declare namespace JSX {
  type Element = Child
  type ElementType = keyof IntrinsicElements
  interface ElementChildrenAttribute {
    children: unknown
  }
  type IntrinsicElements = { [tag in keyof HTMLElementTagNameMap]: Attributes<HTMLElementTagNameMap[tag]> }
}

/** What TSX compiles to. Order says which element is which, so nothing has a key. A part that is drawn in several places is a function that is called: it keeps nothing. */
export function jsx(tag: string, { children = [], ref, ...props }: Partial<Pick<Shape, 'children' | 'ref'>> & Shape['props']): Shape {
  return { tag, props, children, ref }
}
export { jsx as jsxDEV, jsx as jsxs }
