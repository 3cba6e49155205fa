import type { BothLanguages, GateContent, NpsContent, OfferContent } from '@espalier/core/schema'

/** One content of each kind, in both languages. */
export const seats: { en: OfferContent; ja: OfferContent } = {
  en: {
    tag: '{limit.seats.used} of {limit.seats.limit} seats',
    title: 'One seat left on your plan',
    body: 'Business adds per-member permissions and team reports. Your data and settings stay as they are.',
    action: { label: 'Compare plans', url: '#plans' },
  },
  ja: {
    tag: '席 {limit.seats.used} / {limit.seats.limit}',
    title: 'チームがあと1人で上限に達します',
    body: 'Businessプランにすると、メンバーごとの権限とチーム別レポートが使えます。いまのデータと設定はそのままです。',
    action: { label: 'プランを比べる', url: '#plans' },
  },
}

export const exports: { en: OfferContent; ja: OfferContent } = {
  en: {
    title: 'You export the same report every Monday',
    body: 'Scheduled delivery sends it for you, so the team has it before the meeting.',
    points: ['Any report, any weekday', 'To people, Slack or a folder', 'You can stop it at any time'],
    action: { label: 'Set up a schedule' },
    alternative: { label: 'Read how it works', url: 'https://example.com/schedules' },
  },
  ja: {
    title: '毎週月曜に同じレポートを書き出しています',
    body: '定期配信にすると、会議の前にチーム全員へ届きます。',
    points: ['どのレポートも、好きな曜日に', 'メール、Slack、共有フォルダーへ', 'いつでも止められます'],
    action: { label: '定期配信を設定する' },
    alternative: { label: '使い方を見る', url: 'https://example.com/schedules' },
  },
}

export const attribution: { en: GateContent; ja: GateContent } = {
  en: { title: 'Attribution', plan: 'on the Business plan', action: { label: 'See a sample', url: '#sample' } },
  ja: { title: 'アトリビューション分析', plan: 'Businessプランで使えます', action: { label: 'サンプルを見る', url: '#sample' } },
}

export const recommend: { en: NpsContent; ja: NpsContent } = {
  en: { question: 'How likely are you to recommend us to a friend or colleague?' },
  ja: { question: '友人や同僚にすすめる可能性はどのくらいありますか？' },
}

export const names: Record<string, BothLanguages> = {
  attribution: { en: 'Attribution', ja: 'アトリビューション分析' },
  'audit-log': { en: 'Audit log', ja: '監査ログ' },
  ...Object.fromEntries(
    ['normal', 'near', 'critical', 'reached', 'over', 'unlimited', 'unknown'].map((id) => [id, { en: 'Exports', ja: '書き出し' }]),
  ),
}
