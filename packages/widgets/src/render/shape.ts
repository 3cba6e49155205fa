/** What may stand between two tags. Empty values keep their position, so that what follows them is not drawn anew. */
export type Child = Shape | string | number | false | null | undefined | readonly Child[]

/** Attributes and `on…` handlers of one element. */
export type Attributes = Readonly<Record<string, unknown>>

/** One element as it should be. */
export interface Shape {
  readonly tag: string
  readonly props: Attributes
  readonly children: Child
  /** Called once the element stands in its place; what it returns is called just before it goes. */
  readonly ref: ((element: never) => (() => void) | void) | undefined
}
