import { toLimit, toLimitFacts, type Facts, type Usage } from '@espalier/core'
import type { Locale } from '@espalier/core/schema'
import type { Content, Presentation, WidgetHost } from '@espalier/sdk'
import { createPresenter } from '../src/index.ts'
import { attribution, exports, names, recommend, seats } from './content.ts'

const asked = new URLSearchParams(location.search)
const now = Date.now()
const inDays = (days: number) => now + days * 86_400_000
const usages: Record<string, Usage> = {
  normal: { used: 320, limit: 1000, resetsAt: inDays(9), pace: 12 },
  near: { used: 820, limit: 1000, resetsAt: inDays(9), pace: 41 },
  critical: { used: 940, limit: 1000, resetsAt: inDays(9), pace: 41 },
  reached: { used: 1000, limit: 1000, resetsAt: inDays(9) },
  over: { used: 1020, limit: 1000, resetsAt: inDays(9) },
  unlimited: { used: 12_400, limit: null },
  seats: { used: 9, limit: 10 },
}

let locale: Locale = asked.get('locale') === 'ja' ? 'ja' : 'en'
let unlocked = false
const listeners = new Set<() => void>()
const changed = () => listeners.forEach((listener) => listener())

const host: WidgetHost = {
  locale: () => locale,
  check(feature) {
    const name = names[feature] ?? { en: 'Exports', ja: '書き出し' }
    return feature in names && !unlocked ? { allowed: false, reason: 'not-in-plan', name } : { allowed: true, reason: 'entitled', name }
  },
  usage(feature) {
    const usage = usages[feature]
    return usage && toLimit(usage, now)
  },
  facts: () =>
    ({ limit: { seats: toLimitFacts(toLimit({ used: 9, limit: 10 }, now), now) }, user: {}, account: {}, plan: {} }) as unknown as Facts,
  touched: () => undefined,
  on(_event, listener) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

const presenter = createPresenter(host)
function show(kind: Presentation['kind'], place: string, content: { en: Content; ja: Content }): void {
  presenter.present({
    kind,
    place,
    campaign: place,
    version: 1,
    arm: 'treated',
    content,
    report: (outcome) => console.info(place, outcome),
  })
}
const shows: Record<string, () => void> = {
  modal: () => show('modal', 'interruption', seats),
  nps: () => show('nps', 'interruption', recommend),
}

show('card', 'seats', seats)
show('card', 'exports', exports)
show('gate', 'gate:attribution', attribution)
shows[asked.get('show') ?? '']?.()

const theme = asked.get('theme')
if (theme) document.documentElement.dataset['espalierTheme'] = theme

document.querySelector('nav')?.addEventListener('click', (event) => {
  const { dataset } = event.target as HTMLElement
  if (dataset['locale']) locale = dataset['locale'] === 'ja' ? 'ja' : 'en'
  if (dataset['theme']) document.documentElement.dataset['espalierTheme'] = dataset['theme']
  if (dataset['show']) shows[dataset['show']]?.()
  if (dataset['unlock'] !== undefined) unlocked = !unlocked
  changed()
})
