import type { Book } from './text.ts'

const en = {
  listed: (from: string, to: string, total: string, order: string) => `${from}–${to} of ${total}, ${order}`,
  orders: { latest: 'the latest first', most: 'those with the most first' },
  pages: 'Pages',
  before: 'Previous',
  after: 'Next',
}

const ja: typeof en = {
  listed: (from, to, total, order) => `${total}件中${from}〜${to}件（${order}）`,
  orders: { latest: '新しい順', most: '多い順' },
  pages: 'ページ',
  before: '前へ',
  after: '次へ',
}

/** Words of lists that are told page by page. */
export const pageWords: Book<typeof en> = { en, ja }
