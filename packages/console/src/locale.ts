import type { Locale } from '@espalier/core/schema'
import { effect, signal } from '@preact/signals'
import { recall, remember } from './memory.ts'

const KEY = 'espalier-console-locale'

function preferred(): Locale {
  const kept = recall(KEY)
  if (kept === 'en' || kept === 'ja') return kept
  return navigator.languages.some((tag) => /^ja\b/i.test(tag)) && !/^en\b/i.test(navigator.languages[0] ?? '') ? 'ja' : 'en'
}

/** The reader's language; components that read it are drawn anew when it changes. */
export const locale = signal<Locale>(preferred())

/** Switches the language and remembers it in this browser. */
export function chooseLocale(next: Locale): void {
  locale.value = next
  remember(KEY, next)
}

effect(() => {
  document.documentElement.lang = locale.value
})
