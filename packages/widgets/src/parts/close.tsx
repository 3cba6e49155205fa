import type { JSX } from 'preact'
import { Icon } from './icon.tsx'

/** The way out, in the same corner of every widget. */
export function Close({ label, onClick }: { label: string; onClick: () => void }): JSX.Element {
  return (
    <button type="button" class="quiet close" part="close" aria-label={label} onClick={onClick}>
      <Icon path="M4 4l8 8M12 4l-8 8" />
    </button>
  )
}
