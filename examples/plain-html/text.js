import { locale } from './locale.js'
import { en } from './text/en.js'
import { ja } from './text/ja.js'

const words = { en, ja }

/** The words for `key` in the reader's language, with `{name}` replaced from `values`. */
export function text(key, values = {}) {
  return words[locale()][key].replace(/\{(\w+)\}/g, (_, name) => values[name])
}

/** Writes the words into every element under `root` that asks for them with `data-text` or `data-label`. */
export function fillText(root, values = {}) {
  for (const node of root.querySelectorAll('[data-text]')) node.textContent = text(node.dataset.text, values)
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', text(node.dataset.label, values))
}
