import type { Child, Props } from './shape.ts'

/** A component is a function of its properties. It keeps nothing, so drawing it again is always right. */
type Component = (props: never) => Child

type Handlers<E> = {
  [name in keyof GlobalEventHandlersEventMap as `on${name}`]?: (
    event: GlobalEventHandlersEventMap[name] & { readonly currentTarget: E },
  ) => void
}
type Attributes<E> = Handlers<E> & { children?: Child; ref?: (element: E) => (() => void) | void; [attribute: string]: unknown }

/** How TSX files are checked: elements of the platform by their own names, handlers as the platform writes them (`onclick`). */
export declare namespace JSX {
  type Element = Child
  type ElementType = string | Component
  interface ElementChildrenAttribute {
    children: unknown
  }
  interface IntrinsicAttributes {
    key?: string | number
  }
  type IntrinsicElements = { [tag in keyof HTMLElementTagNameMap]: Attributes<HTMLElementTagNameMap[tag]> }
}

/** What TSX compiles to. */
export function jsx(tag: string | Component, props: Props): Child {
  return typeof tag === 'string' ? { tag, props } : tag(props as never)
}
export { jsx as jsxDEV, jsx as jsxs }

/** Several children without an element around them. */
export function Fragment({ children }: { children?: Child }): Child {
  return children
}
