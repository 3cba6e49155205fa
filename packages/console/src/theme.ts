import { effect, signal } from '@preact/signals'
import { recall, remember } from './memory.ts'

/** `system` follows the reader's device. */
export type Theme = 'system' | 'light' | 'dark'

const KEY = 'espalier-console-theme'
const kept = recall(KEY)

/** The colours that the reader chose. */
export const theme = signal<Theme>(kept === 'light' || kept === 'dark' ? kept : 'system')

/** Switches the colours and remembers them in this browser. */
export function chooseTheme(next: Theme): void {
  theme.value = next
  remember(KEY, next === 'system' ? undefined : next)
}

effect(() => {
  if (theme.value === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme.value
})
