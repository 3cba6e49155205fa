import { createPresenter } from '__ESPALIER__/v1/widgets.js'

const asked = new URLSearchParams(location.search)
const locale = asked.get('locale') === 'ja' ? 'ja' : 'en'
const DAY = 86_400_000
const usages = {
  exports: {
    used: 820,
    limit: 1000,
    ratio: 0.82,
    remaining: 180,
    resetsAt: Date.now() + 9 * DAY,
    pace: 45,
  },
  storage: { used: 12, limit: 10, ratio: 1.2, remaining: 0 },
  mails: { used: 95, limit: 100, ratio: 0.95, remaining: 5 },
  seats: { used: 10, limit: 10, ratio: 1, remaining: 0 },
}
const listeners = new Set()
let locked = true

const host = {
  locale: () => locale,
  zone: () => 'UTC',
  check: (feature) => ({
    allowed: feature !== 'attribution' || !locked,
    reason: 'not-in-plan',
    name: { en: feature === 'exports' ? 'Exports' : 'Attribution', ja: feature === 'exports' ? '書き出し' : 'アトリビューション分析' },
  }),
  usage: (feature) => usages[feature],
  facts: () => ({ limit: { seats: { used: 9, limit: 10 } } }),
  touched: (feature) => globalThis.journey.touches.push(feature),
  on(_event, listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

const offer = {
  en: {
    tag: '{limit.seats.used} of {limit.seats.limit} seats',
    title: 'One seat left on your plan',
    body: 'Business adds per-member permissions and team reports. Your data and settings stay as they are.',
    points: ['Permissions for each member', 'Reports for each team'],
    action: { label: 'Compare plans', url: '#plans' },
    alternative: { label: 'Remove a member', url: '#members' },
  },
  ja: {
    tag: '席 {limit.seats.used} / {limit.seats.limit}',
    title: 'チームがあと1人で上限に達します',
    body: 'Businessプランにすると、メンバーごとの権限とチーム別レポートが使えます。いまのデータと設定はそのままです。',
    points: ['メンバーごとの権限', 'チーム別のレポート'],
    action: { label: 'プランを比べる', url: '#plans' },
    alternative: { label: 'メンバーを整理する', url: '#members' },
  },
}
const contents = {
  card: offer,
  modal: offer,
  gate: {
    en: { title: 'Attribution', plan: 'on the Business plan', action: { label: 'See a sample' } },
    ja: { title: 'アトリビューション分析', plan: 'Businessプランで使えます', action: { label: 'サンプルを見る' } },
  },
  nps: {
    en: { question: 'How likely are you to recommend us to a friend or colleague?' },
    ja: { question: '友人や同僚にすすめる可能性はどのくらいありますか？' },
  },
}

/** Words as long as authors write them where one language has no spaces and the other joins its nouns. */
const WORD = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung'
const LONG = {
  en: {
    tag: `${WORD} 9/10`,
    title: `${WORD} für alle Mitglieder`,
    question: `Wie wahrscheinlich ist es, dass Sie ${WORD} weiterempfehlen?`,
    body: `Mit Business bekommen Sie ${WORD} und Berichte für jedes Team.`,
    plan: `im Tarif ${WORD}`,
    points: [WORD, `Berichte für ${WORD}`],
    action: { label: `${WORD} vergleichen`, url: '#plans' },
    alternative: { label: `${WORD} entfernen`, url: '#members' },
    low: `überhaupt nicht ${WORD}`,
    high: `äußerst ${WORD}`,
  },
  ja: {
    tag: '席9/10'.repeat(9),
    title: 'チームの人数があと1人で契約している上限に達します'.repeat(3),
    question: 'このサービスを同じ業界の知り合いや同僚にすすめる可能性はどのくらいありますか'.repeat(3),
    body: 'メンバーごとの権限とチーム別レポートが使えるようになります。'.repeat(5),
    plan: 'ビジネスプラン（年間契約・請求書払い）'.repeat(3),
    points: ['メンバーごとの権限'.repeat(5), 'チーム別のレポート'.repeat(5)],
    action: { label: 'いまのプランと比べて確かめる'.repeat(3), url: '#plans' },
    alternative: { label: '使っていないメンバーを整理する'.repeat(3), url: '#members' },
    low: 'まったくすすめたいと思わない'.repeat(2),
    high: 'ぜひすすめたいと思う'.repeat(2),
  },
}
if (asked.has('long'))
  for (const content of Object.values(contents))
    for (const language of ['en', 'ja'])
      for (const [name, text] of Object.entries(LONG[language]))
        if (name in content[language] || name in { low: 0, high: 0 }) content[language][name] = text

const presenter = createPresenter(host)

/** What the tests hold: show a widget, read what was reported, take everything away. */
globalThis.journey = {
  outcomes: [],
  touches: [],
  show(kind, place, more = {}) {
    const report = (outcome) => globalThis.journey.outcomes.push({ kind, ...outcome })
    const content = { en: { ...contents[kind].en, ...more }, ja: { ...contents[kind].ja, ...more } }
    return presenter.present({ kind, place, campaign: kind, version: 1, arm: 'treated', content, report })
  },
  unlock() {
    locked = false
    for (const listener of listeners) listener()
  },
  destroy: () => presenter.destroy(),
}

for (const show of asked.getAll('show')) globalThis.journey.show(...show.split('@'))
