import type { Locale } from '@espalier/core/schema'
import { html } from 'hono/html'

/** Escaped HTML. */
export type Html = ReturnType<typeof html>

/** Both languages, each in its own words, the current one marked. */
export function languageSwitch(path: string, locale: Locale): Html {
  const link = (to: Locale, name: string) =>
    html`<a href="${path}?lang=${to}" lang="${to}" hreflang="${to}" ${to === locale ? html`aria-current="true"` : ''}>${name}</a>`
  return html`<nav class="languages" aria-label="${locale === 'ja' ? '言語' : 'Language'}">
    ${link('en', 'English')}${link('ja', '日本語')}
  </nav>`
}
