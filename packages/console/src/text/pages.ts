import type { Book } from './text.ts'

const en = {
  listed: (from: string, to: string, total: string) => `${from}–${to} of ${total}, the latest first`,
  pages: 'Pages',
  newer: 'Later ones',
  older: 'Earlier ones',
}

const ja: typeof en = {
  listed: (from, to, total) => `${total}件中${from}〜${to}件（新しい順）`,
  pages: 'ページ',
  newer: '新しいほうへ',
  older: '古いほうへ',
}

/** Words of lists that are told page by page. */
export const pageWords: Book<typeof en> = { en, ja }
