/** @jsxImportSource #render */
import type { Child } from '../render/shape.ts'
import { Icon } from './icon.tsx'

/** The way out, in the same corner of every widget. */
export function Close({ label, onclick }: { label: string; onclick: () => void }): Child {
  return (
    <button type="button" class="quiet close" part="close" aria-label={label} onclick={onclick}>
      <Icon path="M4 4l8 8M12 4l-8 8" />
    </button>
  )
}
