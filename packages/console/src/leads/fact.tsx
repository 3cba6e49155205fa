import type { ComponentChildren } from 'preact'

/** A name and what stands for it, inside a `dl` of the class `facts`. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
