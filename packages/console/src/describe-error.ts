import type { Locale } from '@espalier/core/schema'
import { describeMessage } from './campaigns/problem.ts'

/** Words for what the server answers as a whole, by its stable code. */
const BY_CODE: Readonly<Record<string, Record<Locale, string>>> = {
  internal: {
    en: 'The server failed. The reason is in its log.',
    ja: 'サーバーで問題が起きました。原因はサーバーのログにあります。',
  },
  'too-many-keys': {
    en: 'Two keys are in use already. Retire one of them first.',
    ja: 'すでに2つのキーを使っています。先にどちらかを無効にしてください。',
  },
  'key-unknown': {
    en: 'There is no such key, or it was revoked before.',
    ja: 'このキーはないか、すでに無効になっています。',
  },
  'no-hook': {
    en: 'There is no address yet. Save one first.',
    ja: '宛先がまだありません。先に保存してください。',
  },
  'lead-unknown': {
    en: 'There is no such lead.',
    ja: 'このリードは見つかりません。',
  },
}

/** What went wrong, in the reader's language. What has no words of its own is quoted, so that nobody is left with a foreign sentence alone. */
export function describeError({ code, message }: { code?: string; message: string }, locale: Locale): string {
  const known = code === undefined ? undefined : BY_CODE[code]
  if (known) return known[locale]
  const said = describeMessage(message, locale)
  return locale === 'ja' && said === message ? `サーバーが受け付けませんでした（${message}）。` : said
}
