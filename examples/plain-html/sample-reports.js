const KEY = 'tsuzuri.reports'
const HOUR = 3_600_000

/** The reports that every new account starts with. Series are eight weeks, newest last. */
const samples = [
  {
    id: 'weekly-sales',
    title: { en: 'Weekly sales', ja: '週次の売上' },
    team: { en: 'Sales', ja: '営業' },
    hours: 2,
    unit: 'yen',
    series: [412, 436, 428, 470, 495, 488, 521, 548],
    note: {
      en: 'Orders confirmed from Monday to Sunday, rounded to thousands of yen, without tax.',
      ja: '月曜から日曜までに確定した受注です。税抜き、千円未満は四捨五入。',
    },
  },
  {
    id: 'month-end',
    title: { en: 'Month-end summary', ja: '月次のまとめ' },
    team: { en: 'Finance', ja: '経理' },
    hours: 20,
    unit: 'yen',
    series: [1580, 1610, 1595, 1702, 1688, 1745, 1790, 1824],
    note: { en: 'Revenue and cost side by side, ready for the monthly review.', ja: '売上と費用を並べた、月次レビュー用のまとめです。' },
  },
  {
    id: 'sign-ups',
    title: { en: 'Sign-ups by region', ja: '地域別の新規登録' },
    team: { en: 'Marketing', ja: 'マーケティング' },
    hours: 27,
    unit: 'count',
    series: [184, 201, 196, 233, 240, 228, 262, 271],
    note: { en: 'Confirmed sign-ups by billing address.', ja: '請求先の住所で分けた、確認済みの新規登録です。' },
  },
  {
    id: 'support',
    title: { en: 'Support response times', ja: '問い合わせへの対応時間' },
    team: { en: 'Support', ja: 'サポート' },
    hours: 49,
    unit: 'count',
    series: [46, 43, 44, 39, 37, 38, 34, 31],
    note: { en: 'Median minutes until the first answer.', ja: '最初の返信までの分数（中央値）です。' },
  },
  {
    id: 'stock',
    title: { en: 'Stock and lead times', ja: '在庫と納期' },
    team: { en: 'Operations', ja: '業務' },
    hours: 76,
    unit: 'count',
    series: [920, 905, 880, 910, 948, 930, 902, 897],
    note: { en: 'Units on hand at the end of each week.', ja: '週末時点の在庫数です。' },
  },
]

function added() {
  return JSON.parse(sessionStorage.getItem(KEY) ?? '[]')
}

/** All reports, newest first: `{ id, title, team, updated, unit, series, note }`. */
export function reports() {
  const now = Date.now()
  return [...added(), ...samples].map((one) => ({ ...one, updated: new Date(now - one.hours * HOUR) }))
}

/** Keeps a new report for this visit and returns its id. */
export function addReport(title) {
  const id = `new-${added().length + 1}`
  const note = { en: 'Just created. Connect a source to fill it.', ja: '作成したばかりです。データを接続すると数字が入ります。' }
  const one = {
    id,
    title: { en: title, ja: title },
    team: { en: 'You', ja: 'あなた' },
    hours: 0,
    unit: 'count',
    series: [12, 14, 13, 17, 18, 21, 20, 24],
    note,
  }
  sessionStorage.setItem(KEY, JSON.stringify([one, ...added()]))
  return id
}
