/** @jsxImportSource #render */
import type { Child } from '../render/shape.ts'

/** A line drawing on a 16 px grid; decoration, so it is silent. */
export function Icon({ path }: { path: string }): Child {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  )
}
