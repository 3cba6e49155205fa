/** @jsxImportSource #render */
import type { Locale } from '@espalier/core/schema'
import type { Child } from '../render/shape.ts'
import { Icon } from './icon.tsx'

/** The way out, in the same corner of every widget. */
export function Close({ locale, onclick }: { locale: Locale; onclick: () => void }): Child {
  return (
    <button type="button" class="quiet close" part="close" aria-label={locale === 'ja' ? '閉じる' : 'Close'} onclick={onclick}>
      <Icon path="M4 4l8 8M12 4l-8 8" />
    </button>
  )
}
