import { element } from './element.js'
import { text } from './text.js'

const SECONDS = 6

/** A short word on what just happened; it leaves by itself, except a `notice`, which waits to be closed. */
export function toast({ title, body, link, notice = false }) {
  const close = element('button', { type: 'button', class: 'icon-button', 'aria-label': text('close'), onclick: () => node.remove() }, '×')
  const node = element('div', { class: notice ? 'toast notice' : 'toast' }, element('p', { class: 'toast-title' }, title))
  if (body) node.append(element('p', {}, body))
  if (link) node.append(element('a', { ...link, onclick: () => notice && node.remove() }, link.label))
  node.append(close)
  const box = document.getElementById('toasts')
  box.querySelectorAll(notice ? '.toast' : '.toast:not(.notice)').forEach((one) => one.remove())
  box.append(node)
  if (!notice) setTimeout(() => node.remove(), SECONDS * 1000)
}
