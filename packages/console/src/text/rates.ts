import type { Book } from './text.ts'

const en = {
  title: 'Exchange rates',
  text: (to: string) =>
    `With rates, reports on revenue count all currencies together in ${to}. A rate holds from its day until the next one, for 31 days at most.`,
  api: 'Many days at once: PUT /v1/rates.',
  none: 'No rates yet. Reports show each currency by itself.',
  currency: 'Currency',
  day: 'Day',
  rate: 'Rate',
  rateHint: (to: string) => `${to} for one unit, for example 162.35.`,
  add: 'Save the rate',
  action: 'Action',
  remove: 'Remove',
  removeOne: (currency: string, day: string) => `Remove the rate of ${currency} on ${day}`,
  removed: (currency: string, day: string, rate: string) => `Removed: ${rate} for ${currency} on ${day}`,
  putBack: 'Put it back',
  newest: (shown: string, all: string) => `The newest ${shown} of ${all}.`,
  missing: 'Months without figures',
  missingOne: (month: string, lacks: string) => `${month}: ${lacks}`,
  noRate: (currency: string, day: string) => `no rate for ${currency} on ${day}`,
  toRates: 'Enter rates',
  used: (count: string) => `Exchanged with ${count} rates`,
  all: (currency: string) => `All, in ${currency}`,
  together: 'All, exchanged',
  alone: (currency: string) => `${currency} alone`,
  cohortsTogether: 'Each row is exchanged at the rates of the end of its first month, so that rates change nothing in it.',
}

const ja: typeof en = {
  title: '為替レート',
  text: (to) =>
    `レートを登録すると、収益のレポートはすべての通貨を${to}に換算して合計します。レートは次の登録日の前日まで、最長31日間使います。`,
  api: '何日分もまとめて送るには、PUT /v1/rates を使ってください。',
  none: 'レートはまだありません。レポートは通貨ごとに分かれます。',
  currency: '通貨',
  day: '日付',
  rate: 'レート',
  rateHint: (to) => `1単位あたりの${to}です。例：162.35`,
  add: 'レートを保存',
  action: '操作',
  remove: '削除',
  removeOne: (currency, day) => `${currency}の${day}のレートを削除`,
  removed: (currency, day, rate) => `${day}の${currency}のレート${rate}を削除しました`,
  putBack: '元に戻す',
  newest: (shown, all) => `${all}件のうち、新しい${shown}件です。`,
  missing: '数字を出せない月があります',
  missingOne: (month, lacks) => `${month}：${lacks}`,
  noRate: (currency, day) => `${day}の${currency}のレートがありません`,
  toRates: 'レートを登録する',
  used: (count) => `換算に使ったレート（${count}件）`,
  all: (currency) => `すべて（${currency}換算）`,
  together: 'すべて（換算）',
  alone: (currency) => `${currency}のみ`,
  cohortsTogether: '各行は利用開始月の月末のレートで換算しているため、為替の変動は含みません。',
}

/** Words of exchange rates: where they are entered, and where reports use them. */
export const rateWords: Book<typeof en> = { en, ja }
