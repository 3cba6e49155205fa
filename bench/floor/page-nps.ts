import { signal } from '@preact/signals'
import { h, render } from 'preact'

const SCORES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const CSS = `:host{all:initial}
.box{position:fixed;right:16px;bottom:16px;width:360px;padding:16px;border-radius:12px;background:#fff;color:#111;font:14px/1.4 system-ui,sans-serif;box-shadow:0 8px 30px #0003}
.scores{display:flex;gap:4px;margin:12px 0}
.scores button{flex:1;padding:8px 0;border:1px solid #ccc;border-radius:6px;background:#fff;cursor:pointer}
.scores button[aria-checked=true]{background:#111;color:#fff}
textarea{width:100%;box-sizing:border-box}`

/** The least that asks a recommendation question with a framework: preact and signals in a shadow root. No languages, keys or thanks. */
export function showFloorNps(question: string): void {
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  const style = document.createElement('style')
  style.textContent = CSS
  const box = document.createElement('div')
  root.append(style, box)
  document.body.append(host)
  const score = signal(-1)
  const close = (): void => {
    render(null, box)
    host.remove()
  }
  const Nps = () =>
    h('div', { class: 'box', role: 'dialog', 'aria-label': question }, [
      h('strong', null, question),
      h(
        'div',
        { class: 'scores', role: 'radiogroup' },
        SCORES.map((one) =>
          h('button', { key: one, role: 'radio', 'aria-checked': score.value === one, onClick: () => (score.value = one) }, one),
        ),
      ),
      h('small', null, 'Not likely … Very likely'),
      score.value >= 0 && h('textarea', { rows: 3 }),
      h('div', null, h('button', { onClick: close }, 'Not now'), h('button', { disabled: score.value < 0, onClick: close }, 'Send')),
    ])
  render(h(Nps, null), box)
}
