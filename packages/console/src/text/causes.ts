import type { Book } from './text.ts'

const en: Record<string, string> = {
  plan: 'Plan',
  seat: 'Seats',
  'add-on': 'Add-on',
  quota: 'Quota',
  'price-change': 'Price change',
  'term-change': 'Term change',
  discount: 'Discount',
  currency: 'Another currency',
  pause: 'Pause',
  payment: 'Payment',
  end: 'End',
  free: 'Went free',
}

const ja: typeof en = {
  plan: 'プラン',
  seat: '席数',
  'add-on': 'アドオン',
  quota: '容量',
  'price-change': '価格改定',
  'term-change': '契約期間の変更',
  discount: '割引',
  currency: '通貨の変更',
  pause: '休止',
  payment: '支払い',
  end: '終了',
  free: '無料へ移行',
}

/** What made recurring revenue move. */
export const causeNames: Book<typeof en> = { en, ja }
