import type { Presentation } from '@espalier/sdk'
import { createPresenter } from '../src/index.ts'
import { attribution, exports, names, recommend, seats } from './content.ts'
import { createGalleryHost } from './gallery-host.ts'

const asked = new URLSearchParams(location.search)
const now = Date.now()
const resetsAt = now + 9 * 86_400_000

const host = createGalleryHost({
  locale: asked.get('locale') === 'ja' ? 'ja' : 'en',
  names,
  now,
  locked: new Set(['attribution', 'audit-log']),
  usages: {
    normal: { used: 320, limit: 1000, resetsAt, pace: 12 },
    near: { used: 820, limit: 1000, resetsAt, pace: 41 },
    critical: { used: 940, limit: 1000, resetsAt },
    reached: { used: 1000, limit: 1000, resetsAt },
    over: { used: 1020, limit: 1000, resetsAt },
    unlimited: { used: 12_400, limit: null },
    seats: { used: 9, limit: 10 },
  },
})
const presenter = createPresenter(host)

function show(kind: Presentation['kind'], place: string, content: Presentation['content']): void {
  const report: Presentation['report'] = (outcome) => dispatchEvent(new CustomEvent('outcome', { detail: { place, outcome } }))
  presenter.present({ kind, place, campaign: place, version: 1, arm: 'treated', content, report })
}
const interruptions: Record<string, () => void> = {
  modal: () => show('modal', 'interruption', seats),
  nps: () => show('nps', 'interruption', recommend),
}

const theme = asked.get('theme')
if (theme) document.documentElement.dataset['espalierTheme'] = theme
show('card', 'seats', seats)
show('card', 'exports', exports)
show('gate', 'gate:attribution', attribution)
interruptions[asked.get('show') ?? '']?.()

document.querySelector('nav')?.addEventListener('click', ({ target }) => {
  if (!(target instanceof HTMLElement)) return
  const { locale, theme: chosen, show: kind, unlock } = target.dataset
  if (locale) host.known.locale = locale === 'ja' ? 'ja' : 'en'
  if (chosen) document.documentElement.dataset['espalierTheme'] = chosen
  if (kind) interruptions[kind]?.()
  if (unlock !== undefined) host.known.locked.clear()
  host.changed()
})
