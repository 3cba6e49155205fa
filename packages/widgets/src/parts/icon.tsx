/** @jsxImportSource #render */
import type { Child } from '../render/shape.ts'

/** A line drawing on a grid of 16 px; decoration, so it is silent. */
export function Icon({ path }: { path: string }): Child {
  return (
    <svg aria-hidden="true">
      <path d={path} />
    </svg>
  )
}
