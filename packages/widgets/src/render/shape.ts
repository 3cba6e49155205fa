/** What may stand between two tags. Empty values keep their position, so that what follows them is not drawn anew. */
export type Child = Shape | string | number | boolean | null | undefined | readonly Child[]

/** One element as it should be. */
export interface Shape {
  readonly tag: string
  readonly props: Props
}

/** Attributes, `on…` handlers, `ref` and `children` of one element. */
export interface Props {
  readonly children?: Child
  /** Called once the element stands in its place; what it returns is called just before it goes. */
  readonly ref?: (element: never) => (() => void) | void
  readonly [name: string]: unknown
}
