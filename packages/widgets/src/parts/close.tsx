/** @jsxImportSource #render */
import type { Locale } from '@espalier/core/schema'
import type { Child } from '../render/shape.ts'

/** The way out, in the same corner of every widget. Its cross is drawn by borders: a first SVG costs a page 30 KiB of memory. */
export function Close(locale: Locale, onclick: () => void): Child {
  return <button class="quiet close" part="close" aria-label={locale === 'ja' ? '閉じる' : 'Close'} onclick={onclick} />
}
